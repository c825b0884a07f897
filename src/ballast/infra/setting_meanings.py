"""每个设置是做什么的：说明页与控制台同用。 What each setting is for: read by docs and console."""

from __future__ import annotations

from collections.abc import Mapping

from ballast.kit.text import Text

MEANINGS: Mapping[str, Text] = {
    "data_dir": Text("数据目录", "data directory"),
    "database_url": Text(
        "数据库；缺省为数据目录里的 SQLite", "database; SQLite in the data directory"
    ),
    "host": Text("监听地址", "address to listen on"),
    "port": Text("端口", "port"),
    "timezone": Text("自然日、自然月的时区", "zone of natural days and months"),
    "language": Text("没有 Accept-Language 时的语言", "language when a request names none"),
    "packs": Text("另加的内容包目录，后者优先", "further packs; later ones win"),
    "calendar_file": Text("机构自己的工作日历", "the institution's own working-day calendar"),
    "master_key_file": Text("加密密钥文件", "file of the encryption keys"),
    "master_key": Text("直接给出的加密密钥，优先于文件", "the keys themselves, before the file"),
    "log_level": Text("日志级别", "log level"),
    "log_json": Text("日志写成 JSON", "log as JSON"),
    "otel_endpoint": Text("OpenTelemetry 接收地址", "where OpenTelemetry goes"),
    "future_tolerance_seconds": Text(
        "事件时刻可超前多少秒", "how far in the future an event may be"
    ),
    "body_limit_bytes": Text("请求体上限（字节）", "largest request body, bytes"),
    "commit_batch": Text("一次成组提交的请求数上限", "most requests in one group commit"),
    "import_batch": Text("批量导入一个事务的行数", "rows in one transaction of an import"),
    "seal_batch": Text("数据湖一个文件的事件数", "events in one file of the lake"),
    "public_url": Text(
        "浏览器访问的地址；https 时 Cookie 只走 https",
        "where browsers reach the service; with https, cookies go over https only",
    ),
    "session_hours": Text("登录有效小时数", "hours that a sign-in lasts"),
    "session_idle_minutes": Text("多少分钟不用就要重新登录", "minutes unused that end a sign-in"),
    "sign_in_attempts": Text("连续失败几次后锁定", "failures in a row before an account is locked"),
    "sign_in_lock_seconds": Text(
        "锁定最长多少秒；先锁一分钟，再失败则加倍",
        "longest lock in seconds; the first is a minute, each further failure doubles it",
    ),
    "sign_in_address_attempts": Text(
        "一个地址一刻钟内可失败几次", "failures that an address may have in a quarter of an hour"
    ),
    "oidc_issuer": Text(
        "单点登录的身份提供方；还须设 public_url", "single sign-on's provider; needs public_url"
    ),
    "oidc_client_id": Text("单点登录的客户端代号", "single sign-on's client id"),
    "oidc_client_secret": Text("单点登录的客户端密钥", "single sign-on's client secret"),
    "oidc_role_claim": Text("哪个声明给出角色", "which claim gives the roles"),
    "oidc_roles": Text(
        "声明的值对应哪个角色，如 risk-approvers=strategy_approver",
        "which role a claim value gives, such as risk-approvers=strategy_approver",
    ),
    "second_factor": Text(
        "审批与管理的角色须有第二因素（required），或自愿（optional）",
        "whether roles that approve or administer need a second factor, or may have one",
    ),
    "principal_cache_seconds": Text(
        "身份缓存秒数，即撤权最迟生效", "seconds a principal is cached"
    ),
    "principal_cache_size": Text("身份缓存个数", "how many principals are cached"),
}
"""设置名 → 用途；缺一个，测试就失败。 Name to purpose; a test fails for one that is missing."""
