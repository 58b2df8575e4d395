from django.core.management.base import BaseCommand, CommandError

from trafficking_cases.casefile import generated_documents


class Command(BaseCommand):
    help = "Writes docs/rules.md and docs/workflows.md from the code; with --check it only says whether they are fresh."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a document is stale")

    def handle(self, *args, **options):
        if not options["check"]:
            generated_documents.write()
            return
        if stale := generated_documents.stale():
            names = ", ".join(str(path.relative_to(generated_documents.PROJECT)) for path in stale)
            raise CommandError(f"{names}: not fresh. Run `make docs`.")
