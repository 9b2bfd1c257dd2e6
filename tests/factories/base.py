"""What all factories share."""

from datetime import date

from factory.declarations import SubFactory, Trait
from factory.django import DjangoModelFactory


class Factory(DjangoModelFactory):
    """A factory whose rows are saved once."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


def in_city(key: str) -> Trait:
    """A trait that places a row in the city `key`."""
    return Trait(city=SubFactory("tests.factories.accounts.CityFactory", **{key: True}))


LONG_AGO = date(2020, 1, 1)
