"""Tenants: names under which an account sends for others."""
