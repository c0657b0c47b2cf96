package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping held against an org: what does not fit, and what makes payloads of rows by all that does. */
public final class Binding {
    private final List<Finding> findings;
    private final RowMapper mapper;
    private final Map<ReferenceField, List<String>> references;

    Binding(List<Finding> findings, RowMapper mapper, List<BoundField> bound) {
        this.findings = List.copyOf(findings);
        this.mapper = mapper;
        this.references = new LinkedHashMap<>();
        bound.stream()
                .filter(field -> field.reference() != null)
                .forEach(field ->
                        references.put(field.reference(), field.mapping().constants()));
    }

    /** The references that fit the org, in the order of their fields, each with the constants that stand for its records. */
    public Map<ReferenceField, List<String>> references() {
        return references;
    }

    /** All that is wrong or doubtful, in the file itself and before the org. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * What tries rows out for a check, by the fields that fit; nothing that it makes may be sent. Empty where not even the key
     * of a row would be known.
     */
    public Optional<RowMapper> sampler() {
        return Optional.ofNullable(mapper);
    }

    /** Whether nothing must be fixed. */
    public boolean isUsable() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /**
     * What makes payloads of rows.
     *
     * @throws ConfigurationException with a line for each error among the findings
     */
    public RowMapper mapper() {
        Mistakes.refuse(findings);
        return mapper;
    }
}
