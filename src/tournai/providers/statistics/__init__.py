"""Statistics on orders: Regulation (EU) 2023/1543, Art. 28."""

from tournai.providers.statistics.article_28 import OrderRecord, Row, yearly_statistics

__all__ = ["OrderRecord", "Row", "yearly_statistics"]
