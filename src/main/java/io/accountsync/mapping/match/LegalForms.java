package io.accountsync.mapping.match;

import java.util.List;
import java.util.Set;

/** The words that say what kind of company it is: one list has them and the other has not, or spells them otherwise. */
final class LegalForms {
    /** Without dots and spaces; of those that are several words, as in {@code S. de R.L. de C.V.}, all of them together. */
    private static final Set<String> FORMS = Set.of((
            // German, Austrian, Swiss
            "gmbh mbh gesmbh ag kg kgaa ohg og ug gbr ev eg ek cokg haftungsbeschrankt"
                    // English
                    + " inc incorporated corp corporation co company ltd limited llc llp lp plc pllc pc pty pte pvt private"
                    + " cic"
                    // French, Italian, Spanish, Portuguese
                    + " sa sas sasu sarl eurl snc sca scop srl srls spa sapa sl slu slne sau scl lda ltda eireli"
                    + " sadecv sderldecv sapidecv decv"
                    // Dutch, Belgian, Nordic
                    + " bv nv vof cv bvba cvba ab as asa oy oyj aps ivs hf ehf"
                    // Polish, Czech, Hungarian, the Balkans, Russian, Turkish
                    + " spzoo spj spk sro spol kft zrt nyrt bt doo dd ad ood eood ooo oao zao pao ao anonimsirketi"
                    // Asian
                    + " kk gk sdnbhd sdn bhd pt tbk jsc pjsc"
                    // European
                    + " se scs scsp")
            .split(" "));

    /** No form is more words than this when its dots are spaces. */
    private static final int LONGEST = 5;

    private LegalForms() {}

    /** The words without the forms at their end; at least one word stays. */
    static List<String> without(List<String> words) {
        List<String> left = words;
        for (int form = atEnd(left); form > 0; form = atEnd(left)) {
            left = left.subList(0, left.size() - form);
        }
        return left;
    }

    /** How many words at the end are one form; never all words. */
    private static int atEnd(List<String> words) {
        for (int length = Math.min(LONGEST, words.size() - 1); length > 0; length--) {
            if (FORMS.contains(String.join("", words.subList(words.size() - length, words.size())))) {
                return length;
            }
        }
        return 0;
    }
}
