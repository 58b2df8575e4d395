"""What happened that the rules forbid, by API. [Rules S2, S3, A1]"""

from rest_framework import serializers

from assessments.forms.breaches import BreachForm
from assessments.models import Breach
from trafficking_cases.web.api_questions import Questions


class BreachSerializer(serializers.ModelSerializer):
    """That somebody was there who may not be: the rules, who, and what was done since."""

    class Meta:
        model = Breach
        fields = [
            "id",
            "rules",
            "adult",
            "interpreter",
            "who",
            "when_there",
            "happened",
            "since",
            "since_more",
            "found_later",
            "at",
            "recorded_at",
        ]


class RecordBreach(Questions):
    """Who was there, and as much of the rest as is known."""

    asked = (BreachForm,)
