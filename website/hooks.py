"""What MkDocs calls: Markdown in every language goes in; pages, shells, assets and search indexes come out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from jinja2 import ChoiceLoader, Environment, FunctionLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:  # MkDocs loads this file by its path, from wherever it was started
    sys.path.insert(0, str(ROOT))

from forms_app.errors import CannotStart  # noqa: E402
from forms_app.facts import agency as facts_of  # noqa: E402
from forms_app.facts.languages import BY_CODE, BY_PATH, LANGUAGES  # noqa: E402
from forms_app.facts.words import Words  # noqa: E402
from forms_app.settings import agency_dir  # noqa: E402
from website.build import (  # noqa: E402
    error_pages,
    facts,
    guard,
    languages,
    navigation,
    page_parts,
    passages,
    preview_cache,
    security_txt,
    shells,
    words,
)
from website.build.assets import compression, names  # noqa: E402
from website.build.assets.art import mark, wordmark  # noqa: E402
from website.build.assets.stylesheet import MATERIAL, site_css  # noqa: E402
from website.build.search import known_words  # noqa: E402
from website.build.search.index import Index, write_counties  # noqa: E402
from website.build.tables import label_cells  # noqa: E402
from website.checks.stopping import stopping  # noqa: E402


@dataclass
class Build:
    """What one build knows; made anew for each, also while previewing."""

    agency: facts_of.Agency
    words: dict[str, dict[str, Words]]
    search: known_words.SearchWords
    say: dict[str, dict[str, object]]
    previewing: bool
    navigations: dict[str, Navigation] = field(default_factory=dict)
    maps: dict[str, str] = field(default_factory=dict)
    indexes: dict[str, Index] = field(default_factory=lambda: {name: Index(name) for name in LANGUAGES})


# Material gives its stylesheet; its templates and fourteen thousand icons are not used, nor worth reading.
_UNUSED = {str(MATERIAL.parents[1])}

# Templates that make no page of the site, each by the folder in which a build leaves it, one a language.
_PER_LANGUAGE = {"_shell": "shell.html", error_pages.FOLDER: "error.html"}

_command: Literal["build", "gh-deploy", "serve"] = "build"
_build: Build
_rendered = preview_cache.Rendered()  # outlives a build


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    global _command
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """What must not be published stops the build before anything of the last one is cleared away."""
    global _build
    if _command != "serve" and (found := stopping(Path(str(config.config_file_path)).parent)):
        raise PluginError("\n".join(map(str, found)))
    try:
        directory = agency_dir(ROOT)
        agency = facts_of.load(directory)
        frame, search = words.load(), known_words.load()
    except CannotStart as wrong:
        raise PluginError(str(wrong)) from wrong
    say = preview_cache.remember(directory, lambda: _say(agency, directory))
    _build = Build(agency, frame, search, say, _command == "serve")
    config.nav = navigation.mirror(config.nav or [], frame["sections"])
    config.theme.static_templates = {*_templates(), *(preview_cache.FORMS if _build.previewing else ())}
    config.theme.dirs = [folder for folder in config.theme.dirs if folder not in _UNUSED]
    return config


def _say(agency: facts_of.Agency, directory: Path) -> dict[str, dict[str, object]]:
    return {name: page_parts.everything(agency, name, directory) for name in LANGUAGES}


def _templates() -> Iterable[str]:
    yield from ("sitemap.xml", "robots.txt")
    for language in LANGUAGES:
        start = languages.prefix(language)
        yield from (f"{start}404.html", f"{start}search/index.html", f"{start}map/index.html")
        yield from (f"{folder}/{language}.html" for folder in _PER_LANGUAGE)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    _rendered.begin(config, files)
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    _build.navigations = navigation.split(nav)
    return nav


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """What cannot be answered stays as it was typed: it has stopped the build already, or stands above the preview."""
    # Both settings are answered, so that a page is the same whichever is built.
    markdown = facts.render(markdown, _build.say[languages.language_of(page.file.src_uri)], lambda _line, _reason: None)
    markdown = passages.choose(markdown, official=_build.agency.official)
    return _rendered.left_to_make(markdown, page) if _build.previewing else markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    html = _rendered.content(html, page, files) if _build.previewing else html
    index = _build.indexes[languages.language_of(page.file.src_uri)]
    index.add(html, f"/{_address(page)}", {**page.meta, "title": page.title})
    return label_cells(html)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    env.loader = ChoiceLoader([*filter(None, [env.loader]), FunctionLoader(_in_every_language)])
    env = preview_cache.kept_environment(env) if _build.previewing else env
    template = env.get_template("list_of_pages.html")
    for language, nav in _build.navigations.items():
        start = f"/{languages.prefix(language)}forms/"
        forms = {f"{start}{name}/" if name else start: said for name, said in _words_of("forms", language)}
        ids = {title: id_ for id_, title in _sections(language).items()}
        known = {"nav": nav, "words": _frame_words(language), "section": _sections(language)["forms"], "ids": ids}
        _build.maps[language] = template.render(known, forms=forms)
    return env


def _in_every_language(name: str) -> str | None:
    """A template by its address in a language: es/404.html is 404.html, which the context tells the language."""
    folder, _, template = name.partition("/")
    template = _PER_LANGUAGE.get(folder, template)
    return f'{{% extends "{template}" %}}' if folder in BY_PATH or folder in _PER_LANGUAGE else None


def on_page_context(context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    language = languages.language_of(page.file.src_uri)
    section = next(
        (id_ for id_, title in _sections(language).items() if page.parent and title == page.parent.title), ""
    )
    context["group"] = navigation.GROUPS.get(section, "")  # type: ignore[typeddict-unknown-key]
    return _frame(context, language, _address(page), config)


def _address(page: Page) -> str:
    """Where a page is under the site's root; MkDocs calls the home page `./`."""
    return "" if page.url in (".", "./") else page.url


def on_template_context(context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
    if template_name == "sitemap.xml":
        context["alternates_of"] = lambda page: languages.alternates(_address(page), str(config.site_url))  # type: ignore[typeddict-unknown-key]
        return context
    context["base_url"] = "/"
    if template_name.startswith(error_pages.FOLDER):
        return _frame(context, Path(template_name).stem, "", config)
    if template_name.startswith("_shell/"):
        return _shell(_frame(context, Path(template_name).stem, "", config))
    address = template_name.removesuffix("index.html")
    return _frame(context, languages.language_of(template_name), address, config)


def _frame(context: TemplateContext, language: str, address: str, config: MkDocsConfig) -> TemplateContext:
    """What every page frame needs, in its language."""
    alternates = languages.alternates(address, str(config.site_url))
    frame: dict[str, Any] = {
        "language": language,
        "nav": _build.navigations[language],
        "prefix": languages.prefix(language),
        "alternates": alternates,
        "other_languages": [alternate for alternate in alternates if alternate.language != language],
        "direction": BY_CODE[language].direction,
        "words": _frame_words(language),
        "map": navigation.with_current(_build.maps[language], address),
        "sections": _sections(language),
        "status": dict(_words_of("forms", language))["status"],
        "agency": _build.agency,
        "mark": mark(),
        "wordmark": wordmark(_build.agency.site_name[language]),
    }
    context.update(frame)  # type: ignore[typeddict-item]
    return context


def _frame_words(language: str) -> dict[str, str]:
    return dict(_words_of("frame", language))


def _sections(language: str) -> dict[str, str]:
    """The sections of the navigation: id → title, in the order of website/words.toml."""
    named = {words["en"] for words in _build.words["sections"].values()}
    return {key: title for key, title in _words_of("sections", language) if key not in named}


def _words_of(table: str, language: str) -> Iterator[tuple[str, str]]:
    """The words of one table of website/words.toml, in one language."""
    return ((key, said[language]) for key, said in _build.words[table].items())


def _shell(context: TemplateContext) -> TemplateContext:
    """In a shell the forms app fills in where the other languages are."""
    others: list[languages.Alternate] = context["other_languages"]  # type: ignore[typeddict-item]
    addressed = [replace(other, url="", path=shells.address_in(other.language)) for other in others]
    context["other_languages"] = addressed  # type: ignore[typeddict-unknown-key]
    return context


def on_post_build(*, config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    for index in _build.indexes.values():
        index.write(site, _build.search, official=_build.agency.official)
    told = {name: dict(_words_of("counties", name)) for name in LANGUAGES}
    write_counties(site, _build.agency, agency_dir(ROOT), told)
    security_txt.write(site, _build.agency.security, str(config.site_url))
    pages = shells.take(site, site.parent / "shell")
    for shell, text in pages.items():
        if unknown := shells.unknown_syntax(text):
            raise PluginError(f"{shell.name}: the shell holds template syntax that is not in its contract: {unknown}")
    pages |= error_pages.take(site, site.parent / "errors", _build.words)
    (site.parent / "languages.conf").write_text(error_pages.languages_of_addresses(), "utf-8")
    pages |= {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    templates = [path.read_text("utf-8") for path in sorted((ROOT / "forms_app").rglob("templates/**/*.html"))]
    css = site_css([*pages.values(), *templates], names.own_css())
    manifest = names.publish(site, {"site.css": css} | names.sources())
    for path, html in pages.items():
        _publish(path, names.rename_assets(html, manifest))
    if not _build.previewing:
        names.write_manifest(site.parent / "assets.json", manifest)
        compression.compress(site)


def _publish(path: Path, html: str) -> None:
    if inline := guard.inline_code(html):
        raise PluginError(f"{path}: inline code in a finished page, which the security policy forbids: {inline[:80]}")
    path.write_text(squeeze(html), "utf-8")


def squeeze(html: str) -> str:
    """Without the blank lines and indents that templates leave."""
    if "<pre" in html:
        return html
    return "\n".join(line for line in map(str.strip, html.splitlines()) if line) + "\n"
