import type { QtiVersion } from '../model/qti-version.ts';

type Marks = {
  readonly namespace: string;
  readonly itemType: string;
  readonly manifest: string;
  readonly schema: string;
  readonly schemaVersion: string;
};

/** 1EdTech: QTI 3.0 ASI and packaging; QTI 2.2 and 2.1 with IMS Content Packaging 1.1. */
export const marks: Readonly<Record<QtiVersion, Marks>> = {
  '3.0': {
    namespace: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    itemType: 'imsqti_item_xmlv3p0',
    manifest: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    schema: 'QTI Package',
    schemaVersion: '3.0.0',
  },
  '2.2': {
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
    itemType: 'imsqti_item_xmlv2p2',
    manifest: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: 'QTIv2.2 Package',
    schemaVersion: '1.0.0',
  },
  '2.1': {
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p1',
    itemType: 'imsqti_item_xmlv2p1',
    manifest: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: 'QTIv2.1 Package',
    schemaVersion: '1.0.0',
  },
};

/** The elements of QTI that we write: in version 3 they begin with `qti-`, HTML and MathML do not. */
const ownElements = new Set(
  `assessmentItem responseDeclaration correctResponse value mapping mapEntry outcomeDeclaration defaultValue itemBody
   rubricBlock contentBody choiceInteraction simpleChoice orderInteraction matchInteraction simpleMatchSet
   simpleAssociableChoice inlineChoiceInteraction inlineChoice textEntryInteraction hotspotInteraction hotspotChoice
   responseProcessing responseCondition responseIf responseElse and match equal variable correct mapResponse
   setOutcomeValue sum baseValue`
    .split(/\s+/u)
    .filter(Boolean),
);

/** How an element is called in a version. */
export function nameIn(version: QtiVersion, name: string): string {
  return version === '3.0' && ownElements.has(name) ? `qti-${kebab(name)}` : name;
}

/** How an attribute of an element is called in a version. HTML's own stay as they are. */
export function attributeIn(version: QtiVersion, element: string, attribute: string): string {
  return version === '3.0' && ownElements.has(element) && !attribute.includes(':') ? kebab(attribute) : attribute;
}

/** The name as QTI 2 writes it, of either version. */
export function plainName(name: string): string {
  return name.startsWith('qti-') ? camel(name.slice('qti-'.length)) : name;
}

export function plainAttribute(element: string, attribute: string): string {
  return element.startsWith('qti-') && !attribute.startsWith('data-') ? camel(attribute) : attribute;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

function camel(name: string): string {
  return name.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
