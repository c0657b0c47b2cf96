package io.accountsync.salesforce.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A payload as cells of a Bulk job's CSV: lookups have a column such as {@code Parent.Customer_Id__c}, and a field to be
 * cleared holds {@code #N/A} (Bulk API 2.0 Developer Guide, "Valid CSV Record Rows").
 */
public final class PayloadCells {
    private static final String CLEAR = "#N/A";
    private static final JsonFactory JSON = new JsonFactory();

    /** Salesforce refuses a longer cell. */
    private static final int LONGEST = 32_000;

    private PayloadCells() {}

    /**
     * The cells by column, in the order of the payload.
     *
     * @param payload a JSON object in UTF-8 whose members are plain values or objects of plain values
     * @return null when a CSV cannot say what the payload says, see {@link #isSayable}
     */
    static Map<String, String> of(byte[] payload) {
        Map<String, String> cells = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(payload)) {
            json.nextToken();
            return readObject(json, "", cells) ? cells : null;
        } catch (IOException e) {
            throw new IllegalStateException("a payload is not JSON", null);
        }
    }

    private static boolean readObject(JsonParser json, String prefix, Map<String, String> cells) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String column = prefix.isEmpty() ? json.currentName() : prefix + "." + json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> {
                    if (!readObject(json, column, cells)) {
                        return false;
                    }
                }
                case VALUE_NULL -> cells.put(column, CLEAR);
                default -> {
                    String cell = json.getText();
                    if (!isSayable(cell)) {
                        return false;
                    }
                    cells.put(column, cell);
                }
            }
        }
        return true;
    }

    /**
     * Not the text {@code #N/A}, which clears; not a carriage return, which makes Salesforce refuse the line endings of the
     * whole job; not more than a cell holds. An empty text would leave the field alone.
     */
    private static boolean isSayable(String cell) {
        return !cell.isEmpty() && cell.length() <= LONGEST && cell.indexOf('\r') < 0 && !cell.equals(CLEAR);
    }
}
