"""The register of interpreters: everybody reads it, an administrator keeps it. [Rule S3; procedure 4.5]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.directory import actions, presenters
from trafficking_cases.directory.forms import DatesForm, InterpreterForm, RemoveForm
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.USE_SERVICE)
def interpreters(request: SignedInRequest) -> HttpResponse:
    rows = Interpreter.objects.visible_to(request.user)
    context = presenters.register_page(rows, request.user, timezone.localdate())
    return render(request, "directory/interpreters.html", context)


@requires(Permission.KEEP_LISTS)
def add_interpreter(request: SignedInRequest) -> HttpResponse:
    form = InterpreterForm(request.POST or None)
    if form.carries_out(lambda: actions.add_interpreter(by=request.user, **form.cleaned_data)):
        messages.success(request, "The interpreter is on the register.")
        return redirect("directory:interpreters")
    context = presenters.verb_page(form, question="Who is added to the register?", button="Add to the register")
    return render(request, "directory/verb.html", context, status=form.status)


@requires(Permission.KEEP_LISTS)
def renew(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interpreter = guard(request, Interpreter.objects.visible_to(request.user), pk)
    form = DatesForm(request.POST or None, initial={"warranted": interpreter.warranted})
    if form.carries_out(lambda: actions.renew(interpreter, by=request.user, **form.cleaned_data)):
        messages.success(request, "The approval and the DBS check are renewed.")
        return redirect(interpreter)
    question = f"Until when do the approval and the DBS check of {interpreter.name} hold?"
    context = presenters.verb_page(form, question=question, button="Renew")
    return render(request, "directory/verb.html", context, status=form.status)


@requires(Permission.KEEP_LISTS)
def remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interpreter = guard(request, Interpreter.objects.visible_to(request.user), pk)
    form = RemoveForm(request.POST or None)
    if form.carries_out(lambda: actions.remove(interpreter, by=request.user, **form.cleaned_data)):
        messages.success(request, "The interpreter is off the register.")
        return redirect(interpreter)
    context = presenters.verb_page(
        form, question=f"Take {interpreter.name} off the register?", button="Take off the register"
    )
    return render(request, "directory/verb.html", context, status=form.status)
