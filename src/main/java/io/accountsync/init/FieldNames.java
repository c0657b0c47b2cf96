package io.accountsync.init;

import io.accountsync.mapping.FieldKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The fields of an object by what people call them. Case, accents, blanks and punctuation do not count. */
final class FieldNames {
    private static final String USUAL = "usual-names.properties";
    private static final int NEAREST = 3;

    /** How many letters a name may differ and be meant all the same. */
    private static final int SLIP = 3;

    private final SObjectDescription describe;
    private final Properties usual = new Properties();

    /** How a name is one of a field, the plainest first. */
    enum How {
        NAME("same name", "the name of"),
        LABEL("the label is the same", "the label of"),
        USUAL("a usual name for it", "a usual name for");

        private final String reason;
        private final String of;

        How(String reason, String of) {
            this.reason = reason;
            this.of = of;
        }

        /** To stand before the field. */
        String of() {
            return of;
        }

        String reason() {
            return reason;
        }
    }

    /** A field that a column is named for. */
    record Match(SObjectField field, How how) {}

    FieldNames(SObjectDescription describe) {
        this.describe = describe;
        try (InputStream in = FieldNames.class.getResourceAsStream(USUAL);
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            usual.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields that the name is the plainest for: one as a rule, none, or several. */
    List<Match> of(String column) {
        String name = folded(column);
        for (How how : How.values()) {
            List<Match> found = describe.getFields().stream()
                    .filter(field -> names(field, how).contains(name))
                    .map(field -> new Match(field, how))
                    .toList();
            if (!found.isEmpty()) {
                return exact(found, column);
            }
        }
        return List.of();
    }

    /** Of {@code Industry} and {@code Industry__c} the one that is spelled so. */
    private static List<Match> exact(List<Match> found, String column) {
        List<Match> same = found.stream()
                .filter(match -> match.field().getName().equalsIgnoreCase(column))
                .toList();
        return same.isEmpty() ? found : same;
    }

    /** The fields that can be written whose names or labels are nearly it; none where nothing is near. */
    List<String> nearest(String column) {
        String name = folded(column);
        int slip = Math.min(SLIP, (name.length() + 1) / 2);
        return describe.getFields().stream()
                .filter(field -> new FieldKind(field).isWritable())
                .filter(field -> distance(field, name) <= slip)
                .sorted(Comparator.comparingInt(field -> distance(field, name)))
                .limit(NEAREST)
                .map(SObjectField::getName)
                .toList();
    }

    private int distance(SObjectField field, String name) {
        Set<String> names = new LinkedHashSet<>(names(field, How.NAME));
        names.addAll(names(field, How.LABEL));
        return names.stream()
                .mapToInt(other -> LevenshteinDistance.getDefaultInstance().apply(other, name))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private Set<String> names(SObjectField field, How how) {
        List<String> names = new ArrayList<>();
        switch (how) {
            case NAME -> {
                names.add(field.getName());
                // Without the mark of a custom field and the name of the package that it comes from.
                names.add(field.getName().replaceFirst("__p?c$", "").replaceFirst("^[A-Za-z0-9]+__", ""));
            }
            case LABEL -> names.add(field.getLabel() == null ? "" : field.getLabel());
            case USUAL ->
                names.addAll(List.of(usual.getProperty(describe.getName() + "." + field.getName(), "")
                        .split(",")));
        }
        Set<String> folded =
                new LinkedHashSet<>(names.stream().map(FieldNames::folded).toList());
        folded.remove("");
        return folded;
    }

    /** Letters and digits of a name, without case and accents. */
    static String folded(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
