"""What is said about editions that an office prepares and publishes."""

from kense.kernel import Refusal, Text

DRAFT_BEGUN = "edition_draft_begun"
DRAFT_CHANGED = "edition_draft_changed"
DRAFT_DROPPED = "edition_draft_dropped"
PUBLISHED = "edition_published"

DONE: dict[str, Text] = {
    DRAFT_BEGUN: Text("редакцияның жобасын бастады", "начал(а) проект редакции", "began a draft edition"),
    DRAFT_CHANGED: Text("редакцияның жобасын өзгертті", "изменил(а) проект редакции", "changed the draft edition"),
    DRAFT_DROPPED: Text("редакцияның жобасын жойды", "удалил(а) проект редакции", "threw the draft edition away"),
    PUBLISHED: Text("редакцияны жариялады", "опубликовал(а) редакцию", "published an edition"),
}
LABELS: dict[str, Text] = {
    "valid_from": Text("Қай күннен бастап қолданылады", "С какого дня действует", "Holds from"),
    "order_number": Text("Бұйрықтың нөмірі", "Номер приказа", "Number of the order"),
    "order_date": Text("Бұйрықтың күні", "Дата приказа", "Date of the order"),
}

LAWYER_ONLY = Refusal(
    "wrong_role",
    Text(
        "Редакцияларды осы ұйымның заңгері ғана дайындап, жариялайды. Сізде бұл рөл жоқ.",
        "Редакции готовит и публикует только юрист этой организации. У вас нет этой роли.",
        "Only the lawyer of this organisation prepares and publishes editions. You do not hold this role.",
    ),
)
NO_DRAFT = Refusal(
    "no_draft",
    Text(
        "Редакцияның жобасы жоқ: ол жарияланған немесе жойылған. Редакциялар бетінде жаңасын бастаңыз.",
        "Проекта редакции нет: он опубликован или удалён. Начните новый на странице редакций.",
        "There is no draft edition: it was published or thrown away. Begin a new one on the page of editions.",
    ),
)
STALE = Refusal(
    "stale_version",
    Text(
        "Сіз бұл бетті ашқаннан кейін жобаны басқа терезеде өзгерттіңіз. Жазғаныңыз осында тұр: жобаның қазіргі күйін қарап, "
        "қайта сақтаңыз.",
        "После того как вы открыли эту страницу, вы изменили проект в другом окне. Набранное осталось здесь: посмотрите "
        "нынешнее состояние проекта и сохраните снова.",
        "You changed the draft in another window after you opened this page. What you typed is still here: look at the draft "
        "as it stands and save again.",
    ),
)
OTHERS_DRAFT = Refusal(
    "stale_version",
    Text(
        "Сіз бұл бетті ашқаннан кейін жобаны басқа заңгер өзгертті: {officer}. Жазғаныңыз осында тұр: жобаның қазіргі күйін "
        "қарап, қайта сақтаңыз.",
        "После того как вы открыли эту страницу, проект изменил другой юрист: {officer}. Набранное осталось здесь: посмотрите "
        "нынешнее состояние проекта и сохраните снова.",
        "Another lawyer changed the draft after you opened this page: {officer}. What you typed is still here: look at the "
        "draft as it stands and save again.",
    ),
)
NOT_THERE = Refusal(
    "part_not_found",
    Text(
        "Жобада мұндай бөлік жоқ немесе ол өзгертілмейді. Жобаны қайта ашып, тізімнен таңдаңыз.",
        "В проекте нет такой части, или она не меняется. Откройте проект снова и выберите из списка.",
        "The draft has no such part, or it cannot be changed. Open the draft again and choose from the list.",
    ),
)
STILL_NEEDED = Refusal(
    "still_needed",
    Text(
        "Мұны алып тастауға болмайды: тізім бос қалмауы тиіс, ал құжаттарда аталған себеп сол жерде қалады. Аталған құжаттар: "
        "{by}.",
        "Это нельзя исключить: список не остаётся пустым, а причина, названная у документов, должна быть в списке. Названа у "
        "документов: {by}.",
        "This cannot be taken out: a list does not stay empty, and a reason that documents name stays. Documents that name "
        "it: {by}.",
    ),
)
NOTHING_CHANGED = Refusal(
    "nothing_changed",
    Text(
        "Жобада ештеңе өзгертілмеген, сондықтан жариялайтын ештеңе жоқ. Алдымен қажет бөлігін өзгертіңіз.",
        "В проекте ничего не изменено, публиковать нечего. Сначала измените нужную часть.",
        "Nothing is changed in the draft, so there is nothing to publish. Change the part you need first.",
    ),
)
CHECK_FAILED = Refusal(
    "check_failed",
    Text(
        "Ережелерді тексеру қате тапты, ештеңе сақталмады: {found}",
        "Проверка правил нашла ошибку, ничего не сохранено: {found}",
        "The check of the rules found a mistake, nothing was saved: {found}",
    ),
)
THERE_ALREADY = Refusal(
    "edition_there",
    Text(
        "{edition} редакциясы дәл осы мазмұнымен бұрыннан бар ({hash}). Ештеңе өзгерген жоқ.",
        "Редакция {edition} с этим же содержанием уже есть ({hash}). Ничего не изменено.",
        "The edition {edition} is there already with the same content ({hash}). Nothing was changed.",
    ),
)
THERE_OTHERWISE = Refusal(
    "edition_taken",
    Text(
        "{edition} редакциясы басқа мазмұнмен бұрыннан бар ({hash}), ал жарияланған редакция өзгермейді. Басқа бірінші күнмен жаңа "
        "редакция жасаңыз.",
        "Редакция {edition} уже есть с другим содержанием ({hash}), а опубликованная редакция не меняется. Создайте новую с "
        "другим первым днём.",
        "The edition {edition} is there already with other content ({hash}), and a published edition never changes. Make a new "
        "one with another first day.",
    ),
)
