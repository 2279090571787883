"""General first names and surnames by naming practice: what invented persons are put together from, at random.

No list of persons stands behind these words; they are the common parts of each practice, in the Latin spelling that
documents of its states give them, with their own letters.
"""

import msgspec

from tournai.values import StateCode


class Practice(msgspec.Struct, frozen=True):
    """How one group of states names people: the parts, and the share of people with two given names or surnames."""

    name: str
    states: tuple[StateCode, ...]
    surnames: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    """Most surnames are rare ones: a beginning and an ending give one; a beginning with a blank is a particle."""
    second_given: float = 0.3
    second_surname: float = 0.0


def _practice(
    name: str,
    states: str,
    surnames: str,
    men: str,
    women: str,
    *,
    beginnings: str,
    endings: str,
    second_given: float = 0.3,
    second_surname: float = 0.0,
) -> Practice:
    """Return a practice from texts: states between blanks, beginnings between bars, others between commas."""
    return Practice(
        name=name,
        states=tuple(StateCode(state) for state in states.split()),
        surnames=_parts(surnames),
        men=_parts(men),
        women=_parts(women),
        beginnings=tuple(beginnings.split("|")),
        endings=_parts(endings),
        second_given=second_given,
        second_surname=second_surname,
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


PRACTICES = (
    _practice(
        "Maghreb",
        "DZA MAR TUN",
        "Benyoucef, Bouchareb, Chaoui, Khelifi, Djebbar, Mansouri, Belhadj, Cherkaoui, Guendouz, Zerrouki, Meziane, "
        "Tahiri, Benarous, Boudjemaa, Lakhdari, Ghezali, Messaoudi, Yahiaoui, Chergui, Mokhtari, Rahmouni, Tounsi, "
        "Ben Rached, Naceri, Slimani, Djouadi, Fekih, Ben Khelifa, El Amrani, Bel Hadj Amor, El Fassi, Aït Ouarab, "
        "Ben Salah, Bouzidi, Bouhlel, Jelassi, El Idrissi, Benjelloun, Ould Kaddour, Abd El Malek",
        "Mohamed, Youssef, Hocine, Abdelkader, Djamel, Cherif, Khaled, Saïd, Tarek, Nasser, Mourad, Rachid, Bachir, "
        "Toufik, Fouad, Walid, Yassine, Mounir, Karim, Brahim, Mustapha, Zoubir, Djilali, Abderrahmane, Noureddine",
        "Fatima, Aïcha, Khadidja, Zineb, Djamila, Naïma, Souad, Rachida, Yasmina, Nadjia, Houria, Leïla, Samira, "
        "Malika, Wafa, Chérifa, Djouher, Meriem, Rabia, Zohra",
        beginnings="Ben |Bou|El |Aït |Sidi |Ouled ",
        endings=(
            "Ammar, Chaabane, Dahmane, Farès, Guessoum, Hamida, Jaballah, Kacem, Lounès, Messali, Othmane, "
            "Ramdane, Sassi, Taleb, Yedder, Zidane, Mérabet, Tlili, Chennouf, Gharbi"
        ),
        second_given=0.45,
    ),
    _practice(
        "Levant and Gulf",
        "EGY JOR LBN KWT SAU ARE",
        "El Damanhuri, El Sayed, Tabbara, El Sherbini, Shahin, Al Qurashi, Abaza, Shehata, Al Tamimi, Sarkis, "
        "Al Harbi, Maalouf, Abu Zayd, El Shazly, Qasabgi, Sayegh, Al Mutlaq, Khoury, Tannous, Zaki, Al Wazzan, "
        "Mahfouz, Abd El Wahab, Rizk, Tawfik, Al Jundi, Bitar, Kordahi, El Gendy, Nassar",
        "Ahmed, Muhammad, Hussein, Ali, Ibrahim, Mahmoud, Omar, Yusuf, Khalid, Jamal, Sherif, Hassan, Tariq, Faisal, "
        "Bilal, Munir, Rami, Samir, Ziad, Nabil, Adel, Hatem, Wael, Ismail, Abdul Rahman",
        "Mariam, Zaynab, Huda, Amal, Nour, Rania, Dina, Layla, Hanan, Salma, Iman, Rasha, Suad, Najwa, Amina, Lamia",
        beginnings="Al |El |Abu |Bin ",
        endings=(
            "Dabbas, Kilani, Yazji, Samman, Attar, Sabban, Fakhouri, Hourani, Rimawi, Shalabi, Tarazi, Qutub, "
            "Bazzi, Daouk, Itani, Mardini, Saqqa, Traboulsi, Zuraiq, Ghandour, Halwani, Nabhan"
        ),
        second_given=0.75,
    ),
    _practice(
        "West Africa",
        "CIV GIN MLI SEN COD",
        "Diallo, Traoré, Coulibaly, Ouattara, Koné, Keïta, Bamba, Touré, Sissoko, N'Diaye, Dembélé, Sow, Cissé, "
        "Kouyaté, Doumbia, Sangaré, Fofana, Mbemba, Lukusa, Kabongo, Tshibangu, Ilunga, Mwamba, "
        "N'Guessan, Konaté, Diarra",
        "Moussa, Ousmane, Seydou, Mamadou, Amadou, Ibrahima, Boubacar, Souleymane, Cheick, Modibo, Adama, Lassana, "
        "Jean-Bosco, Dieudonné, Kofi, Issa, Aboubacar, Bakary, Drissa, Yaya",
        "Aminata, Fatoumata, Mariam, Awa, Kadiatou, Aïssata, Oumou, Rokia, Djénéba, Assétou, Clarisse, Bintou, Ramata, "
        "Salimata, Nafissatou, Ngozi",
        beginnings="Bam|Cou|Dem|Fo|Kan|San|Sou|Tan|Yat|Zon|Oué|Mban|Nza|Tshi|Mu|Lo",
        endings="bélé, gara, kara, madi, ndé, taga, kouma, bala, ngo, tala",
    ),
    _practice(
        "Turkey",
        "TUR",
        "Yıldırım, Şenocak, Öztürk, Çelik, Kılıç, Aydoğan, Güneş, Erdoğdu, Karadağ, Bozkurt, Özdemir, Taşkın, Koçak, "
        "Akgün, Doğruyol, Yüksel, Çavuşoğlu, Demirtürk, Sarıkaya, Uğurlu, Özyılmaz, Karagöz, Büyükkaya, Türkoğlu",
        "Mehmet, Oğuz, Çağlar, Gökhan, Emre, İbrahim, Burak, Hüseyin, Tuğrul, Serkan, Ömer, Yiğit, Kâzım, Barış, "
        "Şükrü, Volkan, Uğur, Cüneyt, Hakkı, Özgür",
        "Ayşe, Gülşen, Elif, Özlem, Çiğdem, Büşra, Hatice, Zeynep, Şebnem, Tuğba, Nurgül, Gülay, İpek, Sibel, Ülkü",
        beginnings="Ak|Kara|Demir|Taş|Gül|Er|Öz|Altın|Gök|Yeşil|Bay|Tan",
        endings="kaya, soy, han, türk, tepe, pınar, oğlu, bulut, şen, göz, demir, çınar",
        second_given=0.25,
    ),
    _practice(
        "Slavic, in Cyrillic",
        "RUS UKR BGR",
        "Shcherbakov, Zhukovets, Ovchinnikov, Ushakov, Chernyshev, Zhdanov, Yakovlev, Tsvetkov, Vorobyov, Shchedrin, "
        "Kulikov, Gorbunov, Khokhlov, Yushkov, Zavyalov, Muravyov, Fyodorov, Chistyakov, Dyachenko, Lyashko, "
        "Tyutchev, Malyshev, Kozhukhov, Shchukin, Zhilin",
        "Yevgeny, Sergey, Yuri, Dmitry, Alexey, Andrey, Mikhail, Nikolay, Anatoly, Vyacheslav, Gennady, Arkady, "
        "Valery, Grigory, Vasily, Yakov, Timofey, Matvey, Zakhar, Fyodor",
        "Tatyana, Yekaterina, Yelena, Lyudmila, Natalya, Ksenia, Yulia, Lyubov, Zhanna, Darya, Galina, Sofya, Nadezhda",
        beginnings=(
            "Evlamp|Panfil|Yefim|Zinov|Lavrent|Demyan|Averk|Prokof|Tikhon|Filat|Kondrat|Savel|Yerem|Artam|"
            "Shubin|Chernik|Zhigal|Khrap"
        ),
        endings="ov, enko, ovsky, chuk, yev",
        second_given=0.2,
    ),
    _practice(
        "Balkans and Central Europe",
        "SRB POL HRV ALB",
        "Kovačević, Đorđević, Živković, Šimić, Nowakowski, Wiśniewski, Kowalczyk, Żukowski, Jabłoński, Ćosić, Hoxhaj, "
        "Berisha, Petrušić, Stojanović, Dąbrowski, Ščepanović, Gjoka, Radulović, Zieliński, Lewandowicz",
        "Željko, Đorđe, Miloš, Paweł, Łukasz, Tomasz, Dušan, Ardian, Agron, Zoran, Wojciech, Krzysztof, Slobodan, "
        "Ivica, Besnik, Ilir, Nenad, Grzegorz",
        "Jelena, Małgorzata, Agnieszka, Snežana, Dragana, Katarzyna, Mirela, Teuta, Bożena, Željka, Vesna, Joanna",
        beginnings="Brank|Dragan|Rad|Stank|Vukas|Zlat|Mil|Jank|Pavl|Tom|Grab|Sok|Lip|Wit|Kam",
        endings="ović, ovski, ić, owicz, owski, kaj",
        second_given=0.15,
    ),
    _practice(
        "French",
        "FRA BEL",
        "Lefèvre, Rousselet, Delacroix, De Villiers, Maréchal, Charpentier, Du Bois, Fontaine, Le Goff, Beaumont, "
        "Garnier, D'Hondt, Lemaître, Pélissier, Marchal, Thibault, De La Tour, Vasseur, Guérin, Bonnard, Collignon, "
        "Delvaux, Hénin, Jacquemin, Lambrecht, Noël, Poncelet, Renardy, Simonet, Wauters",
        "Jean-Pierre, François, Jérôme, Étienne, Luc, Thierry, Olivier, Grégoire, Benoît, Christophe, Matthieu, Rémi, "
        "Pierre, Sébastien, Jean-Luc, Hugo, Gaspard, Aurélien, Cédric, Yves",
        "Marie-Claire, Hélène, Chloé, Céline, Françoise, Élodie, Anne-Sophie, Camille, Noémie, Aurélie, Juliette, "
        "Mathilde, Geneviève, Solène, Inès, Clémence",
        beginnings="Beau|Mont|Grand|Bon|Haut|Clair|Belle|Font|Roche|Val|Mal|Fré",
        endings="champ, pré, val, mont, fort, bois, court, font, rive, lieu, ville, pont",
        second_given=0.4,
    ),
    _practice(
        "Dutch",
        "BEL NLD",
        "Van den Berg, De Vries, Van Dijk, Peeters, Janssens, Van der Meer, De Smet, Maes, Van Damme, Claes, Willems, "
        "Ter Horst, Van Acker, Hoekstra, De Bruyn, Verhoeven, Van den Broeck, Bakker, Ten Hove, Goossens, "
        "Vandenbroucke, Mertens, Visser, De Clercq",
        "Pieter, Joris, Koen, Bart, Willem, Hendrik, Sander, Thijs, Jeroen, Stijn, Maarten, Wouter, Dirk, Jan, Luuk, "
        "Ruben, Cornelis, Lieven",
        "Anneke, Katrijn, Lotte, Marieke, Sofie, Femke, Griet, Hilde, Liesbeth, Saskia, Tine, Veerle, Wendy, Jolien",
        beginnings="Van |Van de |De |Ver|Van den ",
        endings=(
            "Velde, Brug, Heide, Molen, Wal, Kerk, Bos, Linde, Beek, Poel, Hoeve, Akker, Straeten, Wiele, Putte, Weyer"
        ),
        second_given=0.35,
    ),
    _practice(
        "German",
        "DEU AUT",
        "Müller, Schröder, Krüger, Jäger, Größmann, Böhm, Weiß, Köhler, Hübner, Günther, Löwe, Möllering, Schäfer, "
        "Von Bülow, Strauß, Förster, Kühn, Büchner, Zöllner, Hänsel, Von der Heide, Brüning, Röttger, Völker, Süßkind",
        "Jürgen, Günter, Björn, Götz, Hans, Karl, Wolfgang, Sören, Rüdiger, Lothar, Dieter, Matthias, Jörg, Volker, "
        "Thorsten, Uwe, Detlef, Bernd",
        "Bärbel, Käthe, Grete, Jördis, Heike, Ursula, Monika, Dörte, Sabine, Renate, Ilse, Martina, Ute, Silke",
        beginnings="Stein|Berg|Wald|Feld|Brunn|Hof|Eich|Rosen|Linden|Schön|Grün|Hohen",
        endings="bauer, mann, hofer, huber, meier, müller, bach, stätter, brück, kötter",
        second_given=0.35,
    ),
    _practice(
        "English",
        "GBR IRL USA CAN",
        "Ashworth, Bramwell, Carlisle, Dunmore, Ellery, Fairbank, Greenhalgh, Hartigan, Ibbotson, Jessop, Kirkbride, "
        "O'Rourke, MacAllister, Northcote, Oakeshott, Pemberton, Radcliffe, Satterthwaite, Thornbury, Underhill, "
        "Wetherby, Yardley, McKinnon, O'Dowd",
        "Oliver, George, Harry, Jack, Callum, Duncan, Ewan, Frank, Graham, Howard, Ian, Keith, Liam, Malcolm, Nigel, "
        "Owen, Patrick, Rory, Stuart, Trevor",
        "Alice, Bridget, Charlotte, Daisy, Emily, Fiona, Grace, Harriet, Imogen, Jane, Kate, Lucy, Moira, Nora, "
        "Olivia, Phoebe",
        beginnings="Ash|Black|Thorn|Hart|Win|Stan|Brad|Whit|Mar|Fair|Green|Ox|Haw|Lang|Ald",
        endings="ford, ley, worth, field, ham, wick, combe, stead, bourne, well",
        second_given=0.55,
    ),
    _practice(
        "Spanish",
        "ESP COL MEX",
        "Ortega, Zamorano, Quintanilla, Ibáñez, Peñalver, Bermúdez, Carrasquilla, Valdivieso, Escribano, Montalbán, "
        "Aguirre, De la Peña, Villaseñor, Saldaña, Cárdenas, Fuentes, Lizárraga, Madrigal, Nájera, Olivares, "
        "Pizarro, Requena, Sepúlveda, Del Río, Urrutia, Zúñiga",
        "Álvaro, Íñigo, Joaquín, José, Martín, Andrés, Sebastián, Rubén, Ramón, Germán, Matías, Nicolás, Óscar, Raúl, "
        "Tomás, Adrián, Gonzalo, Emilio",
        "María, Begoña, Inés, Lucía, Sofía, Concepción, Rocío, Pilar, Belén, Jimena, Ángela, Noelia, Ximena, Verónica",
        beginnings="Val|Mont|Monte|Villa|Casa|Fuen|Peña|Torre|Agua|Mira",
        endings="verde, alto, nueva, mayor, negro, blanca, real, hermosa, seca, franca",
        second_given=0.6,
        second_surname=0.85,
    ),
    _practice(
        "South and East Asia",
        "IND PAK CHN VNM PHL",
        "Sharma, Iyer, Chaudhry, Malhotra, Qureshi, Banerjee, Reddy, Siddiqui, Zhuang, Huang, Nguyen, Tran, Santos, "
        "Villanueva, Agnihotri, Mukherjee, Bhatti, Pillai, Ouyang, Zheng, Pham, Deshmukh, Chatterjee, Rajput",
        "Arjun, Rohan, Vikram, Imran, Wei, Jianhong, Minh, Rajesh, Sanjay, Farhan, Anil, Zhiqiang, Duc, Ramesh, "
        "Kamran, Haoran, Tuan, Ferdinand, Asif, Suresh",
        "Priya, Ananya, Mei, Xiuying, Lan, Ayesha, Deepa, Kavita, Sunita, Yan, Thuy, Maricel, Nadia, Shreya, Lihua",
        beginnings="Chakra|Raman|Venkat|Subra|Krishna|Jaya|Gana|Sri|Bala|Maha",
        endings="borty, athan, swamy, murthy, dasan, pathy, lingam, nandan, veeran",
        second_given=0.3,
    ),
)
"""Every practice; its place in this tuple is part of what a seed means."""

PRACTICE_BY_NAME = {practice.name: practice for practice in PRACTICES}

PARTICLES = {
    "ABU", "AL", "BEL", "BEN", "BIN", "DE", "DEL", "DEN", "DER", "DU", "EL", "LA", "LE", "OULD", "TEN", "TER", "VAN",
    "VON",
}  # fmt: skip
"""Words before a surname that carriers and passports leave out, join or keep, as each sees fit."""
