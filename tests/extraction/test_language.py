import pytest

from incidents.extraction.language import is_readable, recognise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that nine people were killed in the north of the country.", "en"),
        ("El ejército dijo que nueve personas murieron en el norte del país tras un ataque con los rebeldes.", "es"),
        ("L'armée a dit que neuf personnes ont été tuées dans le nord du pays par des hommes armés.", "fr"),
        ("Das Militär teilte mit, dass neun Menschen bei dem Angriff auf die Stadt getötet wurden.", "de"),
        ("Военные сообщили, что девять человек погибли на севере страны.", "ru"),
        ("Військові повідомили, що дев'ять людей загинули на півночі країни.", "uk"),
        ("قال الجيش إن تسعة أشخاص قتلوا في شمال البلاد", "ar"),
        ("Dos muertos en Bogotá", "es"),
        ("Mueren cinco soldados en una emboscada en el Cauca", "es"),
        ("El ejército confirmó la muerte de tres guerrilleros.", "es"),
        ("Deux morts à Goma", "fr"),
        ("Cinq soldats tués dans une embuscade au Mali", "fr"),
        ("L'armée confirme la mort de trois rebelles.", "fr"),
        ("Dois mortos em Maputo", "pt"),
        ("Cinco soldados morreram numa emboscada em Cabo Delgado", "pt"),
        ("O exército não confirmou os mortos.", "pt"),
        ("Saldırıda beş asker öldü", "tr"),
        ("Diyarbakır'da iki polis yaralandı, saldırganlar kaçtı", "tr"),
        ("Lima tentara tewas di Papua", "id"),
        ("Dua warga sipil tertembak dalam serangan pagi ini", "id"),
        ("Wanajeshi watano wameuawa nchini Somalia", "sw"),
        ("Watu wawili waliuawa katika shambulio", "sw"),
        ("An kashe mutane biyar a jihar Borno", "ha"),
        ("Yan bindiga sun kai hari a wani kauye", "ha"),
        ("Fünf Soldaten bei Angriff getötet", "de"),
        ("Zwei Tote in Kabul", "de"),
        ("Bei einem Anschlag starben drei Menschen", "de"),
        ("Vijf soldaten gedood bij aanslag", "nl"),
        ("Twee doden in Kabul na een explosie", "nl"),
        ("Cinque soldati uccisi in un attacco", "it"),
        ("Due morti a Kabul", "it"),
        ("Pięciu żołnierzy zginęło w ataku", "pl"),
        ("Shan askari ayaa lagu dilay Muqdisho", "so"),
        ("Limang sundalo ang napatay sa Mindanao", "tl"),
        ("Cinci soldați au fost uciși într-un atac", "ro"),
        ("Fem soldater dödades i en attack", "sv"),
        ("Năm binh sĩ thiệt mạng trong vụ tấn công", "vi"),
        ("Пять солдат погибли", "ru"),
        ("Взрыв в Киеве", "ru"),
        ("П'ятеро військових загинули", "uk"),
        ("Вибух у Києві, є загиблі", "uk"),
        ("Росіяни обстріляли Харків", "uk"),
        ("مقتل خمسة جنود", "ar"),
        ("پنج سرباز کشته شدند", "fa"),
        ("دو نفر در کابل کشته شدند", "fa"),
        ("پانچ فوجی ہلاک ہو گئے", "ur"),
        ("په کابل کې پنځه سرتیري ووژل شول", "ps"),
        ("پێنج سەرباز کوژران", "ku"),
        ("पाँच सैनिक मारे गए", "hi"),
        ("পাঁচ সেনা নিহত", "bn"),
        ("五名士兵死亡", "zh"),
        ("喀布尔爆炸", "zh"),
        ("兵士5人が死亡した", "ja"),
        ("カブールで爆発", "ja"),
        ("군인 5명 사망", "ko"),
        ("አምስት ወታደሮች ተገደሉ", "am"),
        ("חמישה חיילים נהרגו", "he"),
        ("Πέντε στρατιώτες σκοτώθηκαν", "el"),
        ("စစ်သား ငါးဦး သေဆုံး", "my"),
        ("ทหารเสียชีวิตห้านาย", "th"),
        ("დაიღუპა ხუთი ჯარისკაცი", "ka"),
        ("ஐந்து வீரர்கள் கொல்லப்பட்டனர்", "ta"),
        ("සොල්දාදුවන් පස් දෙනෙක් මිය ගියහ", "si"),
    ],
)
def test_a_language_is_told_by_its_script_and_words(text, language):
    assert recognise(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Петима войници бяха убити при нападение",
        "Пет војника је погинуло у нападу",
        "पाँच सैनिक मारिए",
        "ሓሙሽተ ወተሃደራት ተቐቲሎም",
        "Abasirikare batanu bishwe n'abagizi ba nabi muri Kongo",
        "Basoda mitano bakufi na etumba",
        "Lima askar terbunuh dalam serangan itu",
        "Hücumda beş əsgər həlak oldu",
        "Hujumda besh askar halok bo'ldi",
        "Di êrîşê de pênc leşker hatin kuştin",
    ],
)
def test_a_language_that_is_not_listed_is_not_taken_for_english(text):
    assert not is_readable(recognise(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kabul blast",
        "Five killed",
        "Two dead in Goma",
        "Militants attack Bara camp",
        "Al-Shabaab raid kills 12",
        "BOMB IN BAGHDAD",
        "Gunmen shot dead a teacher.",
        "Car bomb, Mogadishu",
        "Six soldiers killed",
        "Suicide bomber",
        "Abu Sayyaf militants beheaded Juan dela Cruz de los Santos in Sulu.",
        "Hamza al-Masri, Omar Abdul Rahman, Yusuf Ali and Musa Bello were killed.",
        "FARC-EP guerrillas in La Macarena, San Vicente del Caguan, Puerto Asis and El Doncello",
        "Jose de la Cruz, Maria del Carmen, Luis de la O: killed",
        "Explosion at La Place de la Nation in Paris kills two",
        "Man killed",
        "12 dead, 30 hurt - police",
        "Heavy fighting near Kharkiv (Харків) kills 3",
        "Gaza: 5 die",
        "The Guardia Civil said ETA members had died in a blast in San Sebastian.",
        "Tatmadaw shells Myawaddy",
        "",
        "12345",
        "http://example.com",
        "RSF drone strike El Fasher",
        "Die-hard rebels ambush convoy",
        "Rebels in Nord-Kivu",
        "An attack in Borno",
        "La Paz: protesters killed",
        "A bomb went off in the Rue de la Paix.",
        "O'Brien et al. report deaths",
        "PKK",
        "Yemen: Houthi shelling kills family in Taiz",
        "Police arrest 3 in Dar es Salaam",
        "Nine died in Kano, Kaduna and Katsina on Friday.",
        "7 killed in a na da area of Borno",
        "GUNMEN KILLED JOSE DE LA CRUZ IN SAN VICENTE DEL CAGUAN",
    ],
)
def test_names_of_other_languages_and_the_shortest_headline_are_english(text):
    assert recognise(text) == "en"


def test_an_english_report_with_a_foreign_quotation_is_english():
    text = 'Nine people were killed in the blast, the mayor said. "Es una tragedia para la ciudad," he told reporters.'
    assert recognise(text) == "en"


def test_a_text_half_in_another_language_is_read_where_most_of_it_is_english():
    english = "The army said on Friday that nine people were killed in the north of the country. "
    assert recognise(english * 2 + "قال الجيش إن تسعة أشخاص قتلوا") == "en"


def test_only_english_is_read():
    assert is_readable("en")
    assert not is_readable("fr")


def test_a_text_in_another_language_yields_no_values(found):
    report = found("Военные сообщили, что девять человек погибли на севере страны.")
    assert not report.readable
    assert report.claims == ()
    assert report.event.place is None
