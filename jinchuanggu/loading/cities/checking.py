"""Whether a city's data are whole: its folder, its documents, and what each takes from the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from jinchuanggu.loading.cities.opening import CityFolder, city_folders, place
from jinchuanggu.loading.cities.reading import CityData, CityFaults, Reference, read_folder, told_apart
from subsidies import policies
from subsidies.policies import reading
from subsidies.policies.examples import answered, examples_of
from subsidies.rules import Library, PolicyError, Scheme, load_library
from subsidies.rules.documents.loading import faults_of


def faults_of_city(key: str) -> list[str]:
    """Every fault of the city's two folders, each a sentence with file and line; empty when all is well."""
    folders = city_folders()
    own = next((folder for folder in folders if folder.key == key), None)
    if own is None:
        return [no_folder(key)]
    read = {folder.key: read_folder(folder) for folder in folders}
    told_apart(sorted(folders, key=lambda folder: folder.key == key))
    return own.faults + faults_of_documents(own, read[key])


def no_folder(key: str) -> str:
    """That the city has no folder, and how it gets one."""
    return f"没有文件夹 {place(Path(settings.CITIES_DIR) / key)}；新的城市先运行 new_city {key}"


def refuse_unloadable(reference: Reference) -> None:
    """Raise CityFaults for documents that do not load, that lie in no city's folder, or whose payers have no words."""
    cities = {data.text.key: data for data in reference.cities}
    try:
        library = policies.library()
    except PolicyError as error:
        paths = reading.document_files()
        raise CityFaults(_faults(paths) or [str(error)]) from error
    strange = [policy for policy in library.policies.values() if policy.city not in cities]
    faults = [f"{policy.file}：{no_folder(policy.city)}" for policy in strange]
    for key, data in cities.items():
        own = [scheme for scheme in library.schemes.values() if scheme.policy.city == key]
        faults += payers_without_words(key, own, data)
    if faults:
        raise CityFaults(faults)


def faults_of_documents(folder: CityFolder, data: CityData) -> list[str]:
    """What is wrong in the documents of a city, and what they take from its folder and do not find there."""
    paths = [path for path in reading.document_files() if path.parent.name == folder.key]
    if not paths:
        return [f"文件夹 {place(reading.FOLDER / folder.key)} 里没有政策文件"]
    faults = _faults(paths)
    if faults:
        return faults
    try:
        own = load_library({path.name: reading.read_text(path) for path in paths})
        policies.library()  # what clashes with another city's: a code, a key, the folder
    except PolicyError as error:
        return [str(error)]
    return [*payers_without_words(folder.key, own.schemes.values(), data), *_examples(folder.key, own, paths)]


def _faults(paths: Iterable[Path]) -> list[str]:
    """All that is wrong in the documents, each read by itself."""
    faults = []
    for path in paths:
        try:
            faults += [str(fault) for fault in faults_of(reading.read_text(path), path.name)]
        except PolicyError as error:
            faults.append(str(error))
    return faults


def payers_without_words(key: str, schemes: Iterable[Scheme], data: CityData) -> list[str]:
    """Those who bear a share of a city's awards and have no words in `city.yaml`, each told where it is used first."""
    words: Mapping[str, str] = data.text.city["payers"]
    file = place(Path(settings.CITIES_DIR) / key / "city.yaml")
    faults: dict[str, str] = {}
    for scheme in schemes:
        for payer in scheme.payers:
            if payer.key not in words:
                what = f"资金承担方“{payer.key}”没有名称，请写进 {file} 的 payers"
                fault = PolicyError(what, file=scheme.policy.file, scheme=scheme.code, line=payer.line)
                faults.setdefault(payer.key, str(fault))
    return list(faults.values())


def _examples(key: str, own: Library, paths: list[Path]) -> list[str]:
    """Worked examples that cannot be read, or whose answer is another than they say."""
    faults = []
    for path in paths:
        file = path.with_name(path.name.replace(".yaml", reading.EXAMPLES))
        try:
            found = answered(own, list(examples_of(reading.read_text(file), file.name)))
        except PolicyError as error:
            faults.append(str(error))
            continue
        faults += [
            f"{example.file} 第{example.line}行：示例“{example.id}”与系统结果不一致，用 check_examples {key} 看结果"
            for example, decision in found
            if not example.matches(decision)
        ]
    return faults
