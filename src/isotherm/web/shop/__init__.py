"""Goods, stock, holds, orders, money, returns: from basket to kept order."""
