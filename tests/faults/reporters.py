"""People who keep reporting concerns while things break, and remember what they were promised."""

import http.client
import json
import threading
import time

PAUSE = 0.15
CHILD = {
    "urgency": "may_go_missing",
    "reach_referrer": "01632 960510, before 16:00",
    "known_as": "Trầm Invented",
    "about_age": 14,
    "signs": {"POE6": "present", "INT1": "not_present", "INT4": "not_known"},
    "exploitation": {"domestic_servitude": "suspected"},
}


class Reporter(threading.Thread):
    """One client of the API. What was answered with 201 is promised; of everything else nobody knows."""

    def __init__(self, name: str, port: int, token: str, *, at_most: int) -> None:
        super().__init__(name=name, daemon=True)
        self.port, self.token, self.at_most = port, token, at_most
        self.promised: dict[str, str] = {}
        self.uncertain: list[str] = []
        self.enough = threading.Event()

    def run(self) -> None:
        for number in range(self.at_most):
            if self.enough.is_set():
                return
            self._report(f"{self.name}-{number}")
            time.sleep(PAUSE)

    def _report(self, marker: str) -> None:
        try:
            status, answer = self._post({**CHILD, "concern": f"{marker}: {'a man waits at the gate. ' * 40}"})
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            self.uncertain.append(marker)
            return
        if status == 201:
            self.promised[marker] = answer["id"]
        else:
            self.uncertain.append(marker)

    def _post(self, referral: dict[str, object]) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
            connection.request("POST", "/api/v1/referrals/", json.dumps(referral), headers)
            answer = connection.getresponse()
            body = answer.read()
            return answer.status, json.loads(body) if answer.status == 201 else {}
        finally:
            connection.close()
