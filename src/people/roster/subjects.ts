import { vocabulary } from './cells.ts';
import { skeleton } from './letters.ts';

/** A school subject by its English id; the first nine are the packs' own (PCK-4). */
export type Subject =
  | 'mathematics'
  | 'algebra'
  | 'geometry'
  | 'natural-science'
  | 'physics'
  | 'chemistry'
  | 'biology'
  | 'english'
  | 'world'
  | 'literacy'
  | 'kazakh-language'
  | 'kazakh-literature'
  | 'kazakh-language-and-literature'
  | 'russian-language'
  | 'russian-literature'
  | 'russian-language-and-literature'
  | 'literary-reading'
  | 'german'
  | 'french'
  | 'geography'
  | 'history-of-kazakhstan'
  | 'world-history'
  | 'law'
  | 'informatics'
  | 'digital-literacy'
  | 'artistic-work'
  | 'labour'
  | 'visual-art'
  | 'music'
  | 'physical-education'
  | 'military-training'
  | 'global-competencies'
  | 'entrepreneurship'
  | 'graphics-and-design'
  | 'self-knowledge';

/** The subject of a name as schools write it, in Kazakh, Russian or English; undefined if it is not in the list. */
export function parseSubject(text: string): Subject | undefined {
  return subjects.get(skeleton(text));
}

const subjects = vocabulary<Subject>({
  mathematics: 'математика|матем|матем.|mathematics|maths|math',
  algebra: 'алгебра|алгебра және анализ бастамалары|алгебра и начала анализа|algebra',
  geometry: 'геометрия|geometry',
  'natural-science': 'жаратылыстану|жаратылыс тану|естествознание|natural science|natural-science|science',
  physics: 'физика|physics',
  chemistry: 'химия|chemistry',
  biology: 'биология|biology',
  english: 'ағылшын тілі|ағылшын|ағыл тілі|английский язык|английский|англ яз|english|english language',
  world: 'дүниетану|дүние тану|познание мира|world|world around us',
  literacy: 'сауат ашу|әліппе|әліпби|обучение грамоте|букварь|literacy',
  'kazakh-language': 'қазақ тілі|ана тілі|казахский язык|каз яз|kazakh language|kazakh',
  'kazakh-literature': 'қазақ әдебиеті|казахская литература|каз лит|kazakh literature',
  'kazakh-language-and-literature':
    'қазақ тілі мен әдебиеті|қазақ тілі және әдебиет|қазақ тілі мен әдебиет|казахский язык и литература|kazakh language and literature',
  'russian-language': 'орыс тілі|русский язык|рус яз|russian language|russian',
  'russian-literature': 'орыс әдебиеті|русская литература|рус лит|russian literature',
  'russian-language-and-literature':
    'орыс тілі мен әдебиеті|орыс тілі мен әдебиет|орыс тілі және әдебиет|русский язык и литература|russian language and literature',
  'literary-reading': 'әдебиеттік оқу|литературное чтение|literary reading',
  german: 'неміс тілі|немецкий язык|german',
  french: 'француз тілі|французский язык|french',
  geography: 'география|geography',
  'history-of-kazakhstan': 'қазақстан тарихы|история казахстана|history of kazakhstan',
  'world-history': 'дүниежүзі тарихы|дүние жүзі тарихы|всемирная история|world history',
  law: 'құқық негіздері|құқық|основы права|law|basics of law',
  informatics: 'информатика|informatics|computer science|ict',
  'digital-literacy': 'цифрлық сауаттылық|цифровая грамотность|digital literacy',
  'artistic-work': 'көркем еңбек|художественный труд|artistic work',
  labour: 'еңбекке баулу|трудовое обучение|labour',
  'visual-art': 'бейнелеу өнері|изобразительное искусство|изо|visual art|art',
  music: 'музыка|музыка пәні|music',
  'physical-education':
    'дене шынықтыру|дене тәрбиесі|дене шынықтыру пәні|физическая культура|физкультура|physical education|pe',
  'military-training':
    'алғашқы әскери және технологиялық дайындық|аәтд|аәжтд|начальная военная и технологическая подготовка|нвтп|нвп|initial military training',
  'global-competencies': 'жаһандық құзыреттер|жаһандық құзыреттіліктер|глобальные компетенции|global competencies',
  entrepreneurship:
    'кәсіпкерлік және бизнес негіздері|основы предпринимательства и бизнеса|entrepreneurship and business',
  'graphics-and-design': 'графика және жобалау|графика и проектирование|graphics and design',
  'self-knowledge': 'өзін өзі тану|өзін-өзі тану|самопознание|self-knowledge',
});
