"""Asking the API, and what it says when it says no."""

import json
from typing import Any

from rest_framework.test import APIClient

from trafficking_cases.web.api import TITLES

BASE = "/api/v1/"


class Asker(APIClient):
    """Somebody at the API. Bodies go out as any program would send them: JSON in ASCII."""

    def send(self, address: str, body: Any = ...) -> Any:
        sent = b"" if body is ... else json.dumps(body).encode()
        return self.post(f"{BASE}{address}", sent, content_type="application/json")

    def see(self, address: str) -> Any:
        return self.get(f"{BASE}{address}")


def said(response: Any, status: int) -> dict[str, Any]:
    """The problem that a response holds."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert {"type", "title", "status", "detail"} <= body.keys()
    assert body["status"] == status
    assert body["title"] == TITLES[status]
    assert body["detail"]
    return body


def refused(response: Any, rule: str) -> str:
    """What a rule said against a step, as one text."""
    reasons = said(response, 409)["reasons"]
    assert {reason["rule"] for reason in reasons} == {rule}
    return " ".join(reason["message"] for reason in reasons)
