"""A mail of an enemy: every way we know to run a script, or to call home, out of a saved mail."""

from __future__ import annotations

RUN = "top.document.title='owned';document.title='owned';parent.document.title='owned'"


def calls(home: str) -> str:
    """Html that would call `home`, an origin, if anything of it were loaded or followed."""
    host = home.removeprefix("http:")
    return f"""
    <link rel="preconnect" href="{home}"><LINK rel=dns-prefetch href="{home}">
    <link rel=stylesheet href="{home}/link.css"><link rel="icon" href="{home}/icon">
    <link rel=prefetch href="{home}/prefetch"><link rel=preload as=image href="{home}/preload">
    <link rel=modulepreload href="{home}/module.js"><link rel="manifest" href="{home}/manifest">
    <meta http-equiv="refresh" content="0;url={home}/refresh">
    <base href="{home}/base/">
    <style>@import url("{home}/import.css"); @import "{home}/import2.css";
      @font-face {{ font-family: f; src: url({home}/font) }}
      p {{ font-family: f; background: url({home}/background); cursor: url({home}/cursor), auto;
        list-style: url({home}/list); content: url({home}/content) }}
      p::before {{ content: url({home}/before) }}</style>
    <p style="background-image:url('{home}/inline')">Words</p>
    <img src="{home}/image"><img srcset="{home}/srcset 2x"><img src="{host}/schemeless">
    <img src="relative.png"><image src="{home}/image2">
    <picture><source srcset="{home}/source"><img src="{home}/picture"></picture>
    <table background="{home}/table"><tr><td background="{home}/cell">.</td></tr></table>
    <video src="{home}/video" poster="{home}/poster" autoplay></video>
    <audio src="{home}/audio" autoplay></audio><track src="{home}/track">
    <iframe src="{home}/frame"></iframe><iframe srcdoc="<img src='{home}/inner'>"></iframe>
    <frameset><frame src="{home}/frame2"></frameset>
    <object data="{home}/object"></object><embed src="{home}/embed"><applet code="{home}/b">
    <input type="image" src="{home}/input"><form action="{home}/form"><input autofocus></form>
    <svg><image href="{home}/svg"/><use href="{home}/use#a"/><feImage href="{home}/fe"/>
      <style>@import url({home}/svg.css)</style></svg>
    <script src="{home}/script.js"></script><script type="module" src="{home}/m.js"></script>
    <noscript><img src="{home}/noscript"></noscript>
    <template shadowrootmode="open"><img src="{home}/shadow"></template>
    <math><mtext><img src="{home}/math"></mtext></math>
    <a ping="{home}/ping" href="{home}/a">a</a> <a href="{home}/self" target="_self">self</a>
    <a href="{home}/top" target="_top">top</a> <a href="{home}/d" download>down</a>
    """


def scripts() -> str:
    """Html that would change the title of the page if a script of it ran."""
    return f"""
    <script>{RUN}</script><img src=x onerror="{RUN}"><svg onload="{RUN}"><svg/onload={RUN!r}>
    <body onload="{RUN}" onpageshow="{RUN}"><iframe src="javascript:{RUN}"></iframe>
    <iframe srcdoc="<script>{RUN}</script>"></iframe><object data="javascript:{RUN}"></object>
    <object data="data:text/html,<script>{RUN}</script>"></object>
    <embed src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>">
    <meta http-equiv="refresh" content="0;url=javascript:{RUN}">
    <details open ontoggle="{RUN}">d</details><input autofocus onfocus="{RUN}">
    <video><source onerror="{RUN}"></video><marquee onstart="{RUN}">m</marquee>
    <style>@keyframes k {{}}</style><b style="animation: k 1s" onanimationstart="{RUN}">b</b>
    <svg><animate onbegin="{RUN}" attributeName=x dur=1s /><script>{RUN}</script></svg>
    <form action="javascript:{RUN}"><button autofocus>go</button></form>
    <a href="javascript:{RUN}">js</a><math href="javascript:{RUN}">m</math>
    """


ESCAPES = (
    '"></iframe></section></article></main><script>{run}</script><img src="{home}/escaped">',
    "'><img src={home}/single onerror={run}>",
    "</title></style></textarea></pre><script>{run}</script><img src={home}/ended>",
    "--></script><script>{run}</script><img src={home}/comment>",
    "&quot;&gt;&lt;img src={home}/entity onerror={run}&gt;",
)


def escapes(home: str) -> list[str]:
    """Texts that would break out of where they are shown, if they were not escaped."""
    return [text.format(run=RUN, home=home) for text in ESCAPES]
