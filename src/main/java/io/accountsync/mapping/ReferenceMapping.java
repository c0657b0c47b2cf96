package io.accountsync.mapping;

import java.util.Locale;

/**
 * What a person wrote about a reference, read and made whole.
 *
 * @param object API name of the object that the record is of
 * @param by the field of that object that values are looked for in
 * @param where a condition in SOQL that the record must also meet, or null
 * @param fallback what counts where a value finds no single record, or null
 */
record ReferenceMapping(String object, String by, String where, String fallback, ReferenceField.Unresolved unresolved) {

    /** Reads the rule's reference; null when it has none, or when something is wrong with it. */
    static ReferenceMapping of(FieldRule rule, Mistakes mistakes) {
        ReferenceRule reference = rule.getReference();
        if (reference == null) {
            return null;
        }
        long before = mistakes.size();
        if (rule.getLookup() != null) {
            mistakes.add("has both lookup and reference; keep lookup where the other record has an External ID, else "
                    + "reference");
        }
        String object = text(reference.getObject());
        if (object == null) {
            mistakes.add("has a reference without object; name the object that the field points to, such as User");
        }
        String by = text(reference.getBy());
        if (by == null) {
            mistakes.add("has a reference without by; name the field that identifies the record, such as Email");
        }
        String fallback = text(reference.getDefault());
        ReferenceField.Unresolved unresolved =
                mistakes.check(() -> unresolved(text(reference.getUnresolved()), fallback));
        if (fallback != null && unresolved != null && unresolved != ReferenceField.Unresolved.DEFAULT) {
            mistakes.warn("has a reference with a default that is never used, since unresolved is " + unresolved.word()
                    + "; remove one of them");
        }
        return mistakes.size() > before
                ? null
                : new ReferenceMapping(object, by, text(reference.getWhere()), fallback, unresolved);
    }

    /** All of it, for the mapping version. */
    String signature() {
        return Signature.of(object, by, where, fallback, unresolved);
    }

    private static ReferenceField.Unresolved unresolved(String word, String fallback) {
        if (word == null) {
            return fallback == null ? ReferenceField.Unresolved.LATER : ReferenceField.Unresolved.DEFAULT;
        }
        for (ReferenceField.Unresolved known : ReferenceField.Unresolved.values()) {
            if (known.word().equals(word.toLowerCase(Locale.ROOT))) {
                if (known == ReferenceField.Unresolved.DEFAULT && fallback == null) {
                    throw new IllegalArgumentException(
                            "has a reference with unresolved: default, but no default; add the value or the id that "
                                    + "counts then");
                }
                return known;
            }
        }
        throw new IllegalArgumentException("has a reference whose unresolved must be later, reject or default");
    }

    private static String text(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
