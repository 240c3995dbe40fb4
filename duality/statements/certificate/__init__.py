"""The certificate: theta_D against the infimum of L as stated, at small random sizes and data."""

from duality.statements.certificate.certify import Certificate, certificate

__all__ = ["Certificate", "certificate"]
