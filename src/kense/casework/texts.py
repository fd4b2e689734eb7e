"""Sentences about what is typed at the desk, and refusals that only casework can give."""

from kense.kernel import Refusal, Text

PROBLEMS: dict[str, Text] = {
    "choice_missing": Text("Біреуін таңдаңыз.", "Выберите один из вариантов.", "Choose one."),
    "representative_missing": Text(
        "Тұлға 18 жасқа толмаған, ал өкілі көрсетілмеген. «Заңды өкілі» дегенді таңдап, оның деректерін толтырыңыз.",
        "Лицу нет 18 лет, а представитель не указан. Выберите «Законный представитель» и заполните его данные.",
        "The person is under 18 and no representative is named. Choose “Legal representative” and fill in their data.",
    ),
    "representative_minor": Text(
        "Өкіл 18 жасқа толмаған. Туған күнін жеке куәлікпен салыстырыңыз немесе басқа өкілді жазыңыз.",
        "Представителю нет 18 лет. Сверьте дату рождения с удостоверением или укажите другого представителя.",
        "The representative is under 18. Compare the birth date with the identity card or name another representative.",
    ),
    "representative_same": Text(
        "Өкілдің ЖСН-і тұлғаның ЖСН-імен бірдей. Құжаттармен салыстырып, қатесін түзетіңіз.",
        "ИИН представителя совпадает с ИИН лица. Сверьте с документами и исправьте ошибочный.",
        "The representative's IIN is the same as the person's. Compare with the documents and correct one of them.",
    ),
    "moment_unreadable": Text(
        "Тапсырылған сәт оқылмайды. Уақытты «10:12» түрінде жазыңыз.",
        "Момент сдачи не читается. Впишите время в виде «10:12».",
        "The moment of handing in cannot be read. Write the time as “10:12”.",
    ),
    "moment_future": Text(
        "Тапсырылған сәт әлі келген жоқ. Уақытты түзетіңіз.",
        "Момент сдачи ещё не наступил. Исправьте время.",
        "The moment of handing in has not come yet. Correct the time.",
    ),
    "moment_past": Text(
        "Құжаттар тапсырылған сәттен бері {hours} сағаттан астам уақыт өтті. Сәтін тексеріңіз немесе бетті қайта ашыңыз.",
        "С момента сдачи документов прошло больше {hours} часов. Проверьте момент или откройте страницу заново.",
        "More than {hours} hours have passed since the documents were handed in. Check the moment or open the page again.",
    ),
    "document_unknown": Text(
        "«{document}» деген құжат тізбеде жоқ. Бетті жаңартып, тізбедегі құжаттарды белгілеңіз.",
        "Документа «{document}» нет в перечне. Обновите страницу и отметьте документы из перечня.",
        "The list has no document “{document}”. Reload the page and tick documents of the list.",
    ),
    "expires_before_issued": Text(
        "{document}: қолданылу мерзімі берілген күнінен бұрын бітеді. Екі күнді де құжатпен салыстырыңыз.",
        "{document}: срок действия истекает раньше даты выдачи. Сверьте обе даты с документом.",
        "{document}: it expires before it was issued. Compare both dates with the document.",
    ),
    "expiry_missing": Text(
        "{document}: қолданылу мерзімін жазыңыз.",
        "{document}: впишите срок действия.",
        "{document}: enter the date of expiry.",
    ),
    "sheets_wrong": Text(
        "Парақ саны 1–{limit} аралығында болуы тиіс. Санын түзетіңіз.",
        "Число листов должно быть от 1 до {limit}. Исправьте его.",
        "The number of sheets is from 1 to {limit}.",
    ),
    "record_untold": Text(
        "Тізілімде ұқсас жазба бар. Құжатпен салыстырып, таңдаңыз: сол тұлға ма, әлде басқа ма.",
        "В регистре есть похожая запись. Сверьте с документом и выберите: это то же лицо или другое.",
        "The register has a record that is alike. Compare with the document and choose: the same person or another one.",
    ),
    "record_untold_since": Text(
        "Өтініш қабылданғаннан кейін тізілімде осындай құжаты бар жазба пайда болды, коды: {code}. Кеңсе өтінішті түзетіп, сол "
        "тұлға ма, әлде басқа ма – соны белгілеуі керек.",
        "После приёма заявления в регистре появилась запись с таким же документом, код: {code}. Канцелярия должна исправить "
        "заявление и указать, то же это лицо или другое.",
        "Since the application was taken in the register has a record with the same document, code: {code}. The office has to "
        "correct the application and say whether it is the same person or another one.",
    ),
    "iin_taken_by_record": Text(
        "Тізілімде осы ЖСН-мен басқа жазба бар, коды: {code}. Сол тұлға болса, тізілімді жүргізуші екі жазбаны біріктіреді, "
        "содан кейін жобаны қайта дайындаңыз; басқа тұлға болса, ЖСН-ді құжатпен салыстырыңыз.",
        "В регистре под этим ИИН есть другая запись, код: {code}. Если это то же лицо, ведущий регистр объединяет обе записи, "
        "после этого подготовьте проект заново; если другое, сверьте ИИН с документом.",
        "The register has another record under this IIN, code: {code}. If it is the same person, who keeps the register merges "
        "both records; then prepare the draft anew. If it is another one, compare the IIN with the document.",
    ),
    "text_too_long": Text(
        "Мәтін тым ұзын: {count} таңба, шегі – {limit}. Қысқартыңыз.",
        "Текст слишком длинный: знаков – {count}, предел – {limit}. Сократите его.",
        "The text is too long: {count} characters, the limit is {limit}. Shorten it.",
    ),
    "ground_unknown": Text(
        "Таңдалған негіз тізбеде жоқ. Тізбеден таңдаңыз.",
        "Выбранного основания нет в перечне. Выберите из перечня.",
        "The chosen ground is not on the list. Choose from the list.",
    ),
    "person_blocked": Text(
        "Бұл тұлғаның деректері басшының бұйрығымен оқшауланған: оқшаулау алынғанша оларды өзгертуге болмайды.",
        "Данные этого лица заблокированы по приказу руководителя: пока блокировка не снята, менять их нельзя.",
        "The data of this person are blocked by the head's order: until they are unblocked they cannot be changed.",
    ),
    "iin_taken": Text(
        "Тізілімде осы ЖСН-мен басқа адам бар. ЖСН-ді құжатпен салыстырыңыз немесе алдымен сол жазбаны түзетіңіз.",
        "В регистре под этим ИИН числится другой человек. Сверьте ИИН с документом или сначала исправьте ту запись.",
        "The register has another person under this IIN. Compare it with the document or correct that record first.",
    ),
}

KEY_REUSED = Refusal(
    "key_reused",
    Text(
        "Бұл нысан басқа деректермен бұрын жіберілген. Бетті жаңартып, қайта жіберіңіз.",
        "Эта форма уже была отправлена с другими данными. Обновите страницу и отправьте снова.",
        "This form was already sent with other data. Reload the page and send it again.",
    ),
)
EDITION_CHANGED = Refusal(
    "edition_changed",
    Text(
        "Іс ашылған редакцияның мазмұны өзгеріп кеткен, сондықтан іс бойынша әрекет жасалмайды. Әкімшіге хабарлаңыз: редакция "
        "бұрынғы қалпына келтірілуі тиіс.",
        "Содержание редакции, по которой открыто дело, изменилось, поэтому операции по делу не выполняются. Сообщите "
        "администратору: редакцию нужно вернуть в прежний вид.",
        "The content of the edition the case was opened under has changed, so nothing is done in the case. Tell the "
        "administrator: the edition has to be restored as it was.",
    ),
)
NOT_FOUND = Refusal(
    "case_not_found",
    Text(
        "Мұндай іс жоқ. Нөмірін талон бойынша тексеріңіз.",
        "Такого дела нет. Проверьте номер по талону.",
        "There is no such case. Check the number on the talon.",
    ),
)
RECORD_MOVED = Refusal(
    "record_moved",
    Text(
        "Жоба дайындалғаннан кейін тізілімдегі деректер өзгерді. Нәтижені пысықтауға қайтарып, жаңа деректермен дайындаңыз.",
        "После подготовки проекта данные в регистре изменились. Верните результат на доработку и подготовьте заново.",
        "The register changed after the draft was prepared. Return the result for rework and prepare it again.",
    ),
)
