"""The refusals `decide` can give: a closed list of codes with their sentences."""

from kense.kernel import LegalRef, Refusal, Text

_TEXTS: dict[str, Text] = {
    "unknown_operation": Text(
        kk="Бұл регламентте «{operation}» деген әрекет жоқ. Бетті жаңартып, ұсынылған әрекеттердің бірін таңдаңыз.",
        ru="В этом регламенте нет операции «{operation}». Обновите страницу и выберите одну из предложенных операций.",
        en="This regulation has no operation “{operation}”. Reload the page and choose one of those offered.",
    ),
    "already_open": Text(
        kk="Бұл іс бұрын ашылған: оны екінші рет ашуға болмайды.",
        ru="Это дело уже открыто: открыть его второй раз нельзя.",
        en="This case is already open: it cannot be opened twice.",
    ),
    "no_case": Text(
        kk="Іс әлі ашылмаған: алдымен құжаттарды қабылдаңыз.",
        ru="Дело ещё не открыто: сначала примите документы.",
        en="There is no case yet: take the documents in first.",
    ),
    "case_ended": Text(
        kk="Іс аяқталған («{end}»), енді ол бойынша әрекет жасалмайды.",
        ru="Дело завершено («{end}»), операции по нему больше не выполняются.",
        en="The case is over (“{end}”); nothing more is done in it.",
    ),
    "stale_version": Text(
        kk="Сіз ашқаннан кейін істі басқа қызметкер өзгертті. Істің жаңа жай-күйін қарап, әрекетті қайталаңыз.",
        ru="После того как вы открыли дело, его изменил другой сотрудник. Посмотрите новое состояние и повторите операцию.",
        en="Another officer changed the case after you opened it. Look at its new state and repeat the action.",
    ),
    "wrong_office": Text(
        kk="Бұл іс басқа көрсетілетін қызметті берушіге тиесілі. Оны сол ұйымның қызметкері жүргізеді.",
        ru="Это дело другого услугодателя. Его ведёт сотрудник той организации.",
        en="This case belongs to another provider. An officer of that organisation handles it.",
    ),
    "wrong_state": Text(
        kk="«{operation}» әрекеті «{action}» іс-қимылы кезінде жасалмайды.",
        ru="Операция «{operation}» не выполняется при действии «{action}».",
        en="“{operation}” is not done while the case is at “{action}”.",
    ),
    "wrong_role": Text(
        kk="«{operation}» әрекетін жасайтын – {role}. Сізде бұл рөл жоқ.",
        ru="Операцию «{operation}» выполняет {role}. У вас нет этой роли.",
        en="“{operation}” is done by the {role}. You do not hold this role.",
    ),
    "not_assignee": Text(
        kk="Іс басқа орындаушыға тапсырылған. Орындаушыны ауыстыру қажет болса, басшыға хабарласыңыз.",
        ru="Дело поручено другому исполнителю. Если его нужно передать, обратитесь к руководителю.",
        en="The case is assigned to another executor. If it has to be passed on, ask the head.",
    ),
    "same_person": Text(
        kk="Бұл істе сіз «{role}» ретінде әрекет жасадыңыз, сондықтан бұл әрекетті басқа қызметкер жасайды.",
        ru="По этому делу вы уже действовали как «{role}», поэтому эту операцию выполняет другой сотрудник.",
        en="You have already acted in this case as “{role}”, so another person does this.",
    ),
    "no_ground": Text(
        kk="«{action}» іс-қимылының негізі жоқ: {product}. Алдымен алдыңғы іс-қимыл аяқталуы тиіс.",
        ru="Нет основания для действия «{action}»: {product}. Сначала должно быть завершено предыдущее действие.",
        en="The ground of “{action}” is not there: {product}. The action before it must be finished first.",
    ),
    "too_late": Text(
        kk="«{operation}» әрекеті енді мүмкін емес: {product} бар.",
        ru="Операция «{operation}» уже невозможна: {product} уже есть.",
        en="“{operation}” is no longer possible: {product} is already there.",
    ),
    "input_missing": Text(
        kk="«{operation}» әрекеті үшін толтырылмаған: {inputs}.",
        ru="Для операции «{operation}» не заполнено: {inputs}.",
        en="Not filled in for “{operation}”: {inputs}.",
    ),
    "package_deficient": Text(
        kk="Тіркеуге болмайды. Жетіспейді: {missing}. Мерзімі өткен: {expired}. Құжаттарды толықтырыңыз немесе қабылдаудан бас тартыңыз.",
        ru="Зарегистрировать нельзя. Не хватает: {missing}. Просрочено: {expired}. Дополните пакет или откажите в приёме.",
        en="It cannot be registered. Missing: {missing}. Expired: {expired}. Complete the package or refuse to accept.",
    ),
    "corrected_deficient": Text(
        kk="Түзетуге болмайды: түзетілген өтініш бойынша топтама толық емес. Жетіспейді: {missing}. Мерзімі өткен: {expired}. "
        "Енгізілгенін құжаттармен салыстырыңыз: тіркелген іс бойынша құжаттардың топтамасы толық болып қалуы тиіс.",
        ru="Исправить нельзя: по исправленному заявлению пакет неполный. Не хватает: {missing}. Просрочено: {expired}. "
        "Сверьте введённое с документами: пакет зарегистрированного дела должен оставаться полным.",
        en="It cannot be corrected: by the corrected application the package is deficient. Missing: {missing}. Expired: "
        "{expired}. Compare what is entered with the documents: the package of a registered case stays complete.",
    ),
    "package_complete": Text(
        kk="Құжаттардың топтамасы толық, құжаттар жарамды: қабылдаудан бас тартуға негіз жоқ. Өтінішті тіркеңіз.",
        ru="Пакет полный, документы действительны: оснований для отказа в приёме нет. Зарегистрируйте заявление.",
        en="The package is complete and valid: there is no ground to refuse acceptance. Register the application.",
    ),
    "wrong_assignee": Text(
        kk="Таңдалған қызметкерге тапсыруға болмайды: осы ұйымда «{role}» рөлі болуы тиіс. Тізімнен басқа қызметкерді таңдаңыз.",
        ru="Выбранному сотруднику поручить нельзя: нужна роль «{role}» в этой организации. Выберите другого.",
        en="It cannot be assigned to the chosen officer: the role “{role}” in this organisation is needed. Choose another.",
    ),
    "assignee_acted": Text(
        kk="Таңдалған қызметкер бұл істе «{role}» ретінде әрекет жасады, сондықтан оған тапсыруға болмайды. Басқа қызметкерді таңдаңыз.",
        ru="Выбранный сотрудник уже действовал по этому делу как «{role}», поэтому ему поручить нельзя. Выберите другого.",
        en="The chosen officer has already acted in this case as “{role}”, so it cannot be assigned to them. Choose another.",
    ),
    "same_assignee": Text(
        kk="Іс осы орындаушыға тапсырылған. Басқа орындаушыны таңдаңыз.",
        ru="Дело уже передано этому исполнителю. Выберите другого.",
        en="The case is already with this executor. Choose another.",
    ),
    "before_last": Text(
        kk="Әрекеттің сәті істегі соңғы әрекеттен бұрын. Компьютердің сағатын тексеріңіз.",
        ru="Момент операции раньше последней операции по делу. Проверьте часы компьютера.",
        en="The moment lies before the last operation in the case. Check the computer's clock.",
    ),
}

INPUT_NAMES: dict[str, Text] = {
    "application": Text("өтініш", "заявление", "application"),
    "assignee": Text("орындаушы", "исполнитель", "executor"),
    "note": Text("бұрыштама мәтіні", "текст резолюции", "text of the resolution"),
    "changes": Text("өзгеретін деректер", "изменяемые данные", "data to change"),
    "grounds": Text("бас тарту негіздері", "основания отказа", "grounds of refusal"),
    "explanation": Text("түсіндірме", "пояснение", "explanation"),
    "reason": Text("себебі", "причина", "reason"),
    "addressee": Text("сұрау салынатын ұйым", "запрашиваемая организация", "organisation asked"),
    "question": Text("сұраудың мәтіні", "текст запроса", "text of the inquiry"),
    "answer": Text("жауаптың мәтіні", "текст ответа", "text of the answer"),
    "correction": Text("түзету себебі", "причина исправления", "reason of the correction"),
    "reminder": Text("кімге және қалай еске салынды", "кому и как напомнили", "who was reminded and how"),
}

CODES = frozenset(_TEXTS)
NOTHING = Text("жоқ", "нет", "none")


def refusal(code: str, ref: LegalRef | None, **words: "str | int | Text") -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, _TEXTS[code].filled(**words), ref)
