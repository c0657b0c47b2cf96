package io.accountsync.localorg.soap;

import io.accountsync.localorg.data.MergeResult;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordError;
import io.accountsync.localorg.data.RecordMerger;
import io.accountsync.localorg.data.RecordRemover;
import io.accountsync.localorg.data.RecordRestorer;
import io.accountsync.localorg.data.SaveOptions;
import io.accountsync.localorg.data.SaveOptions.RecordGate;
import io.accountsync.localorg.data.SaveResult;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.RestAnswer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * What the local org knows of {@code services/Soap}: the calls that no other API has, and those that go with them: delete,
 * undelete, emptyRecycleBin, merge and getServerTimestamp. It speaks the partner's WSDL and the enterprise's alike.
 */
public final class SoapApi {

    private static final int MOST = 200;
    private static final String PARTNER = "urn:partner.soap.sforce.com";

    private final OrgData org;
    private final ApiUsage usage;
    private final Clock clock;

    /** @param usage calls against the daily limit, shown in each answer */
    public SoapApi(OrgData org, ApiUsage usage, Clock clock) {
        this.org = org;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * Answers a call.
     *
     * @param gate refuses chosen records of the call
     * @throws SoapFaultException when it cannot be understood
     */
    public RestAnswer answer(SoapMessage message, String userId, RecordGate gate) {
        boolean allOrNone = Boolean.parseBoolean(message.headerValue("AllOrNoneHeader", "allOrNone"));
        SaveOptions how = new SaveOptions(userId, allOrNone, false, gate);
        Element operation = message.operation();
        String name = operation.getLocalName();
        String results =
                switch (name) {
                    case "delete" -> saved(new RecordRemover(org).delete(ids(operation), how));
                    case "undelete" -> saved(new RecordRestorer(org).undelete(ids(operation), how));
                    case "emptyRecycleBin" -> saved(new RecordRestorer(org).emptyBin(ids(operation), how));
                    case "merge" -> merged(operation, how);
                    case "getServerTimestamp" -> timestamp();
                    default ->
                        throw SoapFaultException.client(
                                "No operation available for request {" + operation.getNamespaceURI() + "}" + name
                                        + ", please check the WSDL for the service.");
                };
        String namespace = operation.getNamespaceURI() == null ? PARTNER : operation.getNamespaceURI();
        String response = name + "Response";
        return SoapFaultException.answer(
                200, "xmlns=\"" + namespace + "\"", header(), "<" + response + ">" + results + "</" + response + ">");
    }

    private String merged(Element operation, SaveOptions how) {
        List<Element> requests = SoapMessage.children(operation, null);
        requireNotTooMany(requests.size());
        SoapXml xml = new SoapXml();
        for (Element request : requests) {
            List<Element> masters = SoapMessage.children(request, "masterRecord");
            if (masters.size() != 1) {
                throw SoapFaultException.client("a merge needs one masterRecord");
            }
            RecordDraft master = SoapRecord.draft(org.schema(), masters.get(0));
            List<String> victims = SoapMessage.texts(request, "recordToMergeIds");
            write(xml, new RecordMerger(org).merge(master, victims, how));
        }
        return xml.toString();
    }

    private static void write(SoapXml xml, MergeResult result) {
        xml.open("result");
        write(xml, result.errors());
        xml.leaf("id", result.id());
        result.mergedIds().forEach(id -> xml.leaf("mergedRecordIds", id));
        xml.leaf("success", String.valueOf(result.success()));
        result.updatedRelatedIds().forEach(id -> xml.leaf("updatedRelatedIds", id));
        xml.close("result");
    }

    private static String saved(List<SaveResult> results) {
        SoapXml xml = new SoapXml();
        for (SaveResult result : results) {
            xml.open("result");
            write(xml, result.errors());
            xml.leaf("id", result.success() ? result.id() : null)
                    .leaf("success", String.valueOf(result.success()))
                    .close("result");
        }
        return xml.toString();
    }

    private static void write(SoapXml xml, List<RecordError> errors) {
        for (RecordError error : errors) {
            xml.open("errors");
            error.fields().forEach(field -> xml.leaf("fields", field));
            xml.leaf("message", error.message())
                    .leaf("statusCode", error.statusCode())
                    .close("errors");
        }
    }

    private String timestamp() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String text = now.toString().replace("Z", ".000Z");
        return new SoapXml()
                .open("result")
                .leaf("timestamp", text)
                .close("result")
                .toString();
    }

    private String header() {
        return new SoapXml()
                .open("soapenv:Header")
                .open("LimitInfoHeader")
                .open("limitInfo")
                .leaf("current", String.valueOf(usage.used()))
                .leaf("limit", String.valueOf(usage.limit()))
                .leaf("type", "API REQUESTS")
                .close("limitInfo")
                .close("LimitInfoHeader")
                .close("soapenv:Header")
                .toString();
    }

    private static List<String> ids(Element operation) {
        List<String> ids = new ArrayList<>(SoapMessage.texts(operation, "ids"));
        ids.addAll(SoapMessage.texts(operation, "iDs"));
        requireNotTooMany(ids.size());
        return ids;
    }

    private static void requireNotTooMany(int records) {
        if (records > MOST) {
            throw SoapFaultException.of(
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + MOST + " records into this call");
        }
    }
}
