"""Whether the documents of a city are whole, and whether its folder has what they take from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from accounts.cities.opening import CityFolder, no_folder, place
from accounts.cities.registry import CityCheck, CityPart, Ledger, register_city_check, register_city_part
from accounts.models import City
from subsidies import policies
from subsidies.catalogue.loading import load_policies
from subsidies.policies import reading
from subsidies.policies.examples import answered, examples_of
from subsidies.rules import Library, PolicyError, Scheme
from subsidies.rules.documents.loading import faults_of


def faults_of_all(folders: list[CityFolder]) -> list[str]:
    """Documents that do not load or that lie in no city's folder, and payers without words."""
    cities = {folder.key: folder for folder in folders}
    try:
        library = policies.library()
    except PolicyError as error:
        return _faults(reading.document_files()) or [str(error)]
    strange = [policy for policy in library.policies.values() if policy.city not in cities]
    faults = [f"{policy.file}：{no_folder(policy.city)}" for policy in strange]
    for key, folder in cities.items():
        own = [scheme for scheme in library.schemes.values() if scheme.policy.city == key]
        faults += payers_without_words(folder, own)
    return faults


def faults_of_documents(folder: CityFolder) -> list[str]:
    """What is wrong in the documents of a city, and what they take from its folder and do not find there."""
    paths = [path for path in reading.document_files() if path.parent.name == folder.key]
    if not paths:
        return [f"文件夹 {place(reading.FOLDER / folder.key)} 里没有政策文件"]
    policies.library.cache_clear()  # what lies there now is asked, not what was read before
    try:
        library = policies.library()
    except PolicyError as error:  # in a document, or where two clash: a code, a key, the folder
        return _faults(paths) or [str(error)]
    own = [scheme for scheme in library.schemes.values() if scheme.policy.city == folder.key]
    return [*payers_without_words(folder, own), *_examples(folder.key, library, paths)]


def _faults(paths: Iterable[Path]) -> list[str]:
    """All that is wrong in the documents, each read by itself."""
    faults = []
    for path in paths:
        try:
            faults += [str(fault) for fault in faults_of(reading.read_text(path), path.name)]
        except PolicyError as error:
            faults.append(str(error))
    return faults


def payers_without_words(folder: CityFolder, schemes: Iterable[Scheme]) -> list[str]:
    """Those who bear a share of a city's awards and have no words in `city.yaml`, each told where it is used first."""
    words = folder.open("city").inside("payers")
    if words.is_broken:  # which the folder's own faults tell
        return []
    file = place(folder.path / "city.yaml")
    faults: dict[str, str] = {}
    for scheme in schemes:
        for payer in scheme.payers:
            if not words.has(payer.key):
                what = f"资金承担方“{payer.key}”没有名称，请写进 {file} 的 payers"
                fault = PolicyError(what, file=scheme.policy.file, scheme=scheme.code, line=payer.line)
                faults.setdefault(payer.key, str(fault))
    return list(faults.values())


def _examples(key: str, library: Library, paths: list[Path]) -> list[str]:
    """Worked examples that cannot be read, or whose answer is another than they say."""
    faults = []
    for path in paths:
        file = path.with_name(path.name.replace(".yaml", reading.EXAMPLES))
        try:
            found = answered(library, list(examples_of(reading.read_text(file), file.name)))
        except PolicyError as error:
            faults.append(str(error))
            continue
        faults += [
            f"{example.file} 第{example.line}行：示例“{example.id}”与系统结果不一致，用 check_examples {key} 看结果"
            for example, decision in found
            if not example.matches(decision)
        ]
    return faults


def _load(ledger: Ledger, city: City, nothing: None) -> None:
    load_policies(city.key)


register_city_check(CityCheck(faults_of_documents, faults_of_all))
register_city_part(CityPart("policies", {}, lambda folder: None, _load))
