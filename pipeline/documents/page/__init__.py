"""Words on a page put together to lines and tables, for PDF pages and recognised scans."""
