package io.accountsync.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a record gets whose row is gone: its key, and the constants of {@code flag}. Not safe for several threads. */
public final class Flag {
    private final BoundField key;
    private final List<BoundField> fields;
    private final Fingerprinter fingerprinter;

    Flag(BoundField key, List<BoundField> fields, Fingerprinter fingerprinter) {
        this.key = key;
        this.fields = Stream.concat(Stream.of(key), fields.stream())
                .sorted(Comparator.comparing(BoundField::name))
                .toList();
        this.fingerprinter = fingerprinter;
    }

    /** The payload of a record, by its External ID as Salesforce has it, or by its key. */
    public Payload payload(String externalId) {
        ByteArrayBuilder buffer = new ByteArrayBuilder();
        try (JsonGenerator json = RowMapper.JSON.createGenerator(buffer)) {
            json.writeStartObject();
            for (BoundField field : fields) {
                field.write(
                        json,
                        field.convert(
                                field == key
                                        ? externalId
                                        : field.mapping().constants().get(0)));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        } catch (InvalidRowException e) {
            throw new IllegalStateException("constants and keys were converted before", e);
        }
        return Payload.of(buffer.toByteArray());
    }

    /** What stands for it, however its External ID is spelled. */
    public byte[] fingerprint(String recordKey) {
        return fingerprinter.of(payload(recordKey).bytes());
    }

    /** The fields without the key, by which a payload is compared with a record of the org. */
    public List<OrgField> orgFields() {
        return fields.stream().filter(field -> field != key).map(OrgField::of).toList();
    }

    Stream<String> columns() {
        return fields.stream().flatMap(BoundField::columns);
    }
}
