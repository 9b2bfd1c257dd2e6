"""Valleys, zones, parks, buildings, spaces."""
