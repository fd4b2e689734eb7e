"""What the API itself says when a request cannot be taken; what the office says comes from below."""

from kense.kernel import Text

TITLES: dict[int, Text] = {
    400: Text("Сұрау оқылмады", "Запрос не читается", "The request cannot be read"),
    401: Text("Бағдарлама танылмады", "Программа не опознана", "The program is not recognised"),
    403: Text("Бұл әрекет сіздің рөліңізге жатпайды", "Это не для вашей роли", "This is not for your role"),
    404: Text("Мұндай жазба жоқ", "Такого нет", "There is no such thing"),
    405: Text("Бұл әдіс қолданылмайды", "Этот метод здесь не применяется", "This method is not used here"),
    409: Text("Қазіргі жағдайда мүмкін емес", "Сейчас это невозможно", "Not possible as things stand"),
    410: Text("Жойылған", "Уничтожено", "It was destroyed"),
    411: Text("Сұраудың ұзындығы белгісіз", "Длина запроса неизвестна", "The length is not known"),
    412: Text("Іс өзгеріп кеткен", "Дело уже изменилось", "The case has changed"),
    413: Text("Сұрау тым үлкен", "Запрос слишком велик", "The request is too large"),
    415: Text("Бұл пішім қабылданбайды", "Этот формат не принимается", "This format is not accepted"),
    422: Text("Деректерді түзету керек", "Данные нужно исправить", "The data need correcting"),
    428: Text("Істің нұсқасы көрсетілмеген", "Не указана версия дела", "The version of the case is missing"),
    429: Text("Біраз күте тұрыңыз", "Подождите немного", "Wait a while"),
    500: Text("Қызметте қате болды", "Ошибка в программе", "The server made a mistake"),
    503: Text("Әзірге мүмкін емес", "Пока невозможно", "Not possible for now"),
}

DETAILS: dict[str, Text] = {
    "unauthorized": Text(
        "Authorization тақырыбында жарамды кілт жоқ: «Bearer kense_…». Кілтті кеңсенің әкімшісі береді.",
        "В заголовке Authorization нет действующего ключа: «Bearer kense_…». Ключ выдаёт администратор канцелярии.",
        "The Authorization header has no valid token: “Bearer kense_…”. The administrator of the office issues tokens.",
    ),
    "too_many_attempts": Text(
        "Бұл мекенжайдан танылмаған кілттер тым көп келді. Күтіңіз де, кілтті тексеріңіз.",
        "С этого адреса пришло слишком много неизвестных ключей. Подождите и проверьте ключ.",
        "Too many unknown tokens came from this address. Wait and check the token.",
    ),
    "not_found": Text(
        "Бұл мекенжайда ештеңе жоқ немесе ол басқа кеңсеге тиесілі. Кодын тексеріңіз.",
        "По этому адресу ничего нет, или оно относится к другой канцелярии. Проверьте код.",
        "There is nothing at this address, or it belongs to another office. Check the code.",
    ),
    "method_not_allowed": Text(
        "Бұл мекенжай Allow тақырыбындағы әдістерді ғана қабылдайды.",
        "Этот адрес принимает только методы из заголовка Allow.",
        "This address takes only the methods in the Allow header.",
    ),
    "bad_request": Text(
        "Сұрау бүлінген немесе HTTP ережелеріне сай емес. Мекенжайды және тақырыптарды тексеріңіз.",
        "Запрос повреждён или не соответствует правилам HTTP. Проверьте адрес и заголовки.",
        "The request is damaged or against the rules of HTTP. Check the address and the headers.",
    ),
    "malformed_json": Text(
        "Сұраудың денесі JSON ретінде оқылмады (UTF-8). Оны жіберер алдында тексеріңіз.",
        "Тело запроса не читается как JSON (UTF-8). Проверьте его перед отправкой.",
        "The body of the request cannot be read as JSON (UTF-8). Check it before sending.",
    ),
    "unsupported_media_type": Text(
        "Сұраудың денесін JSON түрінде жіберіңіз: «Content-Type: application/json».",
        "Отправьте тело запроса в виде JSON: «Content-Type: application/json».",
        "Send the body of the request as JSON: “Content-Type: application/json”.",
    ),
    "length_required": Text(
        "Сұраудың денесін бөлшектеп емес, Content-Length тақырыбымен бүтіндей жіберіңіз.",
        "Отправьте тело запроса целиком, с заголовком Content-Length, а не частями.",
        "Send the body of the request whole, with a Content-Length header, and not in chunks.",
    ),
    "too_large": Text(
        "Сұраудың денесі шектен үлкен: ең көбі {limit} КБ. Бөліп жіберіңіз.",
        "Тело запроса больше предела: не более {limit} КБ. Отправьте частями.",
        "The body of the request is over the limit of {limit} KB. Send it in parts.",
    ),
    "invalid_fields": Text(
        "Сұраудың кейбір өрістері дұрыс емес: олар «problems» тізімінде.",
        "Некоторые поля запроса неверны: они перечислены в «problems».",
        "Some fields of the request are wrong: they are listed in “problems”.",
    ),
    "invalid_inputs": Text(
        "Енгізілген деректер осы күйінде қабылданбайды: өрістердегі ескертулер «problems» тізімінде.",
        "Введённое нельзя принять как есть: замечания к полям перечислены в «problems».",
        "What was given cannot be taken as it is: the remarks on the fields are listed in “problems”.",
    ),
    "version_missing": Text(
        "Қай нұсқаны көргеніңізді If-Match тақырыбында жазыңыз; ол істің ETag тақырыбында келеді.",
        "Укажите увиденную версию в заголовке If-Match; она приходит в заголовке ETag дела.",
        "Say in the If-Match header which version you saw; it comes in the ETag header of the case.",
    ),
    "key_missing": Text(
        "Idempotency-Key тақырыбы жоқ. Әр әрекетке жаңа кілт, ал қайталағанда сол кілтті жіберіңіз.",
        "Нет заголовка Idempotency-Key. Для каждой операции нужен новый ключ, а при повторе – прежний.",
        "There is no Idempotency-Key header. Give each operation a new key, and the same key when you repeat it.",
    ),
    "key_reused": Text(
        "Бұл кілтпен бұрын басқа деректер жіберілген. Жаңа әрекетке жаңа кілт алыңыз.",
        "С этим ключом уже отправлялись другие данные. Для новой операции возьмите новый ключ.",
        "Other data were sent with this key before. Take a new key for a new operation.",
    ),
    "cursor_unknown": Text(
        "Тізімнің бұл жері белгісіз. Тізімді басынан сұраңыз.",
        "Это место списка неизвестно. Запросите список с начала.",
        "This place of the list is not known. Ask for the list from its beginning.",
    ),
    "paper_failed": Text(
        "Қағаз жасалмады. Оны қайта жасауды сұраңыз.",
        "Бумага не изготовлена. Запросите её изготовление снова.",
        "The paper could not be made. Ask to make it again.",
    ),
    "paper_erased": Text(
        "Қағаз тұлғаның дербес деректерімен бірге жойылған.",
        "Бумага уничтожена вместе с персональными данными лица.",
        "The paper was destroyed together with the person's personal data.",
    ),
    "server_error": Text(
        "Ештеңе жасалған жоқ. Сол кілтпен қайталаңыз; қате қайталанса, әкімшіге хабарлаңыз.",
        "Ничего не сделано. Повторите с тем же ключом; если ошибка повторится, сообщите администратору.",
        "Nothing was done. Repeat with the same key; if it happens again, tell the administrator.",
    ),
}

FIELDS: dict[str, Text] = {
    "missing": Text("Бұл өріс міндетті.", "Это поле обязательно.", "This field is required."),
    "unknown": Text("Мұндай өріс жоқ.", "Такого поля нет.", "There is no such field."),
    "too_long": Text("Рұқсат етілгеннен ұзын.", "Длиннее допустимого.", "Longer than allowed."),
    "too_short": Text("Рұқсат етілгеннен қысқа.", "Короче допустимого.", "Shorter than allowed."),
    "too_great": Text("Рұқсат етілгеннен үлкен.", "Больше допустимого.", "Greater than allowed."),
    "too_small": Text("Рұқсат етілгеннен кіші.", "Меньше допустимого.", "Smaller than allowed."),
    "wrong_form": Text(
        "Түрі дұрыс емес: сипаттамадағы үлгіге сай жазыңыз.",
        "Неверный вид: запишите по образцу из описания.",
        "Wrong form: write it after the pattern in the description.",
    ),
    "not_offered": Text(
        "Бұл мән тізімде жоқ: сипаттамадағылардың бірін таңдаңыз.",
        "Такого значения нет в списке: выберите одно из описанных.",
        "This value is not on the list: choose one of those described.",
    ),
    "wrong_type": Text(
        "Деректің түрі басқа болуы тиіс: сипаттамасын қараңыз.",
        "Здесь должно быть значение другого типа: смотрите описание.",
        "A value of another type belongs here: see the description.",
    ),
}
