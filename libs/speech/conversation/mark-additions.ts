import { isDisclaimer } from './disclaimer.js';
import { accompaniesFooter, footerSign } from './footer.js';
import { isMobileSignature, isSignatureDelimiter } from './signature.js';
import { assign, isEmptyLine, unitsOf, type Unit, type ZonedLine } from './zone.js';

/** Takes out of the new text what programs and organisations add to it. Changes the zones. */
export function markAdditions(zoned: readonly ZonedLine[]): void {
  for (const unit of unitsOf(zoned, 'new')) if (isDisclaimer(unit.text)) assign(unit, 'disclaimer');
  markContinuedDisclaimers(zoned);
  markFooter(unitsOf(zoned, 'new'));
  for (const one of zoned) if (one.zone === 'new' && isMobileSignature(one.line.text)) one.zone = 'signature';
  markDelimited(zoned);
}

/** A notice in the other language, or its title ("AVIS") alone on a line, stands beside the first. */
function markContinuedDisclaimers(zoned: readonly ZonedLine[]): void {
  const full = zoned.filter((one) => !isEmptyLine(one));
  for (const [at, one] of full.entries()) {
    const next = full[at + 1];
    const isTitle =
      /^\W*(?:avis|notice|confidentialité|confidentiality|disclaimer|important|english follows|english|français)\b.{0,40}$/iu;
    if (one.zone === 'new' && next?.zone === 'disclaimer' && isTitle.test(one.line.text)) one.zone = 'disclaimer';
  }
}

const lengthOf = (units: readonly Unit[]): number => units.reduce((sum, { text }) => sum + text.length, 0);

/**
 * From the first certain sign to the end, when what follows is little or of the same kind; else that paragraph alone. A
 * mail that is nothing but such a sentence keeps it.
 */
function markFooter(units: readonly Unit[]): void {
  for (const unit of units) if (footerSign(unit.text) === 'online' && units.length > 1) assign(unit, 'footer');
  const left = units.filter(({ lines }) => lines[0]?.zone === 'new');
  const total = lengthOf(left);
  const first = left.findIndex((unit, index) => footerSign(unit.text) === 'certain' && index > 0);
  if (first < 0) return markLoneLikely(left);
  const after = left.slice(first);
  const alike = after.filter(({ text }) => accompaniesFooter(text)).length;
  const isTail = alike >= after.length * 0.4 || lengthOf(after) < total * 0.35;
  if (isTail) for (const unit of after) assign(unit, 'footer');
  else for (const unit of after) if (footerSign(unit.text) === 'certain') assign(unit, 'footer');
  for (let index = first - 1; index > 0; index -= 1) {
    const unit = left[index];
    if (unit === undefined || !accompaniesFooter(unit.text)) break;
    assign(unit, 'footer');
  }
}

function markLoneLikely(units: readonly Unit[]): void {
  for (const unit of units.slice(1).slice(-3))
    if (footerSign(unit.text) === 'likely' && !/[.!?]$/u.test(unit.text)) assign(unit, 'footer');
}

const longestSignature = 14;

/** All below "-- ", up to the next quotation; below a dash of another form only when it is short. */
function markDelimited(zoned: readonly ZonedLine[]): void {
  for (let at = 0; at < zoned.length; at += 1) {
    const here = zoned[at];
    if (here?.zone !== 'new' || !isSignatureDelimiter(here.line.text)) continue;
    const end = zoned.findIndex(
      ({ zone }, index) => index > at && (zone === 'quoted' || zone === 'frame' || zone === 'forwarded'),
    );
    const below = zoned.slice(at + 1, end < 0 ? undefined : end);
    const own = below.filter((one) => one.zone === 'new' && !isEmptyLine(one));
    if (own.length === 0 || own.length > (here.line.text.startsWith('--') ? 2 * longestSignature : longestSignature)) {
      if (own.length === 0) here.zone = 'signature';
      continue;
    }
    here.zone = 'signature';
    for (const one of below) if (one.zone === 'new') one.zone = 'signature';
  }
}
