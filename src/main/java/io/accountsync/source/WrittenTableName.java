package io.accountsync.source;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table as somebody named it in a key, with or without schema and catalog: {@code crm.sync_log}, {@code crm."Sync-Log"}. Nothing
 * but names gets through, and a statement has each of them in quotes.
 */
public final class WrittenTableName {
    private static final int MOST_PARTS = 3;

    private static final Pattern PART = Pattern.compile(
            "([\\p{L}_][\\p{L}\\p{N}_$#]*)|\"([^\"\\p{Cntrl}]+)\"|`([^`\\p{Cntrl}]+)`|\\[([^]\\p{Cntrl}]+)]");

    private final List<Part> parts;

    /** @param isQuoted whether it is meant with the case that it has */
    private record Part(String name, boolean isQuoted) {}

    private WrittenTableName(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Empty for what is no name of a table. */
    public static Optional<WrittenTableName> of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(text.strip());
        int at = 0;
        while (parts.size() < MOST_PARTS && part.find(at) && part.start() == at) {
            parts.add(part(part));
            if (part.end() == text.strip().length()) {
                return Optional.of(new WrittenTableName(parts));
            }
            at = part.end() + 1;
            if (text.strip().charAt(part.end()) != '.') {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Part part(Matcher found) {
        if (found.group(1) != null) {
            return new Part(found.group(1), false);
        }
        for (int i = 2; i <= found.groupCount(); i++) {
            if (found.group(i) != null) {
                return new Part(found.group(i), true);
            }
        }
        throw new IllegalStateException("a part of a name is one of four");
    }

    /**
     * As a statement for this database has it. A name without quotes gets the case that the database gives it, so that it is the
     * same table as anybody else means by it.
     *
     * @throws SQLException when the connection is lost
     */
    public String sql(DatabaseMetaData catalog) throws SQLException {
        String said = catalog.getIdentifierQuoteString();
        String quote = said == null || said.isBlank() ? "\"" : said;
        boolean lower = catalog.storesLowerCaseIdentifiers();
        boolean upper = catalog.storesUpperCaseIdentifiers();
        return parts.stream()
                .map(part -> quote + folded(part, lower, upper).replace(quote, quote + quote) + quote)
                .collect(Collectors.joining("."));
    }

    private static String folded(Part part, boolean lower, boolean upper) {
        if (part.isQuoted() || !lower && !upper) {
            return part.name();
        }
        return lower ? part.name().toLowerCase(Locale.ROOT) : part.name().toUpperCase(Locale.ROOT);
    }

    /** For people, without quotes. */
    @Override
    public String toString() {
        return parts.stream().map(Part::name).collect(Collectors.joining("."));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrittenTableName name && name.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }
}
