package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.apache.camel.impl.DefaultCamelContext;

/** A mapping in the making: the column id to the External ID Customer_Id__c of Account, and what a test adds. */
final class TestMapping {
    static final String FILE = "routes/accounts.camel.yaml";

    /** Shared, since it only reads expressions; never started. */
    static final CamelContext CONTEXT = new DefaultCamelContext();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SyncDefinition definition = new SyncDefinition();
    private final Describe describe = Describe.account();
    private final TestObjects objects = new TestObjects().with(describe);

    private ZoneId zone = ZoneOffset.UTC;

    private TestMapping() {
        definition.setObject("Account");
        definition.setExternalId("Customer_Id__c");
    }

    static TestMapping accounts() {
        return empty().map("Customer_Id__c", "${body[id]}");
    }

    /** Without the External ID. */
    static TestMapping empty() {
        return new TestMapping();
    }

    /** A field F__c of some type, to which the column v goes. */
    static TestMapping fieldOfType(String type) {
        return field(type, rule -> rule.setValue("${body[v]}"));
    }

    /** A field F__c of some type with a rule of the test's own. */
    static TestMapping field(String type, Consumer<FieldRule> rule) {
        return accounts().org(describe -> describe.field("F__c", type)).map("F__c", rule);
    }

    /** The same with a length. */
    static TestMapping text(int length, Consumer<FieldRule> rule) {
        return accounts().org(describe -> describe.text("F__c", length)).map("F__c", rule);
    }

    TestMapping map(String target, String value) {
        return map(target, rule -> rule.setValue(value));
    }

    TestMapping map(String target, Consumer<FieldRule> details) {
        FieldRule rule = new FieldRule();
        details.accept(rule);
        definition.getFields().put(target, rule);
        return this;
    }

    TestMapping definition(Consumer<SyncDefinition> change) {
        change.accept(definition);
        return this;
    }

    TestMapping org(Consumer<Describe> change) {
        change.accept(describe);
        return this;
    }

    /** Adds another object to the org. */
    TestMapping object(Describe other) {
        objects.with(other);
        return this;
    }

    /** The time zone of the sync; UTC when nothing is said. */
    TestMapping zone(String name) {
        zone = ZoneId.of(name);
        return this;
    }

    TestMapping key(String type, Consumer<SObjectField> details) {
        return org(describe -> describe.field("Customer_Id__c", type, field -> {
            field.setLength(18);
            field.setExternalId(true);
            field.setUnique(true);
            details.accept(field);
        }));
    }

    Mapping compile() {
        return Mapping.compile(FILE, definition, CONTEXT);
    }

    RowMapper bind() {
        return binding().mapper();
    }

    /** The mapping, mistakes in the file and all, held against the org. */
    Binding binding() {
        try {
            return Mapping.read(FILE, definition, CONTEXT, zone).bind(objects);
        } catch (SalesforceException e) {
            throw new AssertionError("nothing is asked over the wire", e);
        }
    }

    /** What is doubtful, a line each. */
    List<String> warnings() {
        return binding().findings().stream()
                .filter(finding -> !finding.isError())
                .map(Finding::text)
                .toList();
    }

    MappedRecord record(Object... columnsAndValues) throws InvalidRowException {
        return bind().map(row(columnsAndValues));
    }

    /** The payload of a row with these columns; without more said its key is C1. */
    JsonNode payload(Object... columnsAndValues) throws InvalidRowException {
        return record(columnsAndValues).payload().tree();
    }

    /** The payload as bytes have it. */
    String json(Object... columnsAndValues) throws InvalidRowException {
        return record(columnsAndValues).payload().text();
    }

    /** What becomes of the field F__c when the column v holds this; null when it is not in the payload. */
    JsonNode valueOf(Object columnValue) throws InvalidRowException {
        return payload("v", columnValue).get("F__c");
    }

    /** How a row with these columns is refused. */
    InvalidRowException refusal(Object... columnsAndValues) {
        RowMapper mapper = bind();
        return catchThrowableOfType(InvalidRowException.class, () -> mapper.map(row(columnsAndValues)));
    }

    /** What a person reads who got something wrong, from compiling or from the org. */
    String mistakes() {
        return catchThrowableOfType(ConfigurationException.class, this::bind).getMessage();
    }

    static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        row.put("id", "C1");
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
