import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sforce.soap.partner.DescribeGlobalResult;
import com.sforce.soap.partner.DescribeGlobalSObjectResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.SoapType;
import com.sforce.ws.bind.TypeMapper;
import com.sforce.ws.bind.XMLizable;
import com.sforce.ws.parser.XmlOutputStream;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.xml.namespace.QName;

/**
 * What Data Loader asks by SOAP before it loads: who it is, which objects there are, and one object's fields. The local org has no SOAP for these,
 * so this answers from the org's REST, with Data Loader's own classes. Records do not come this way. Arguments: the org's address, an access token.
 * Prints its port. Run with Data Loader's jar on the class path.
 */
public final class LoaderDoor {
    private static final String PARTNER = "urn:partner.soap.sforce.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String org;
    private final String token;

    private LoaderDoor(String org, String token) {
        this.org = org;
        this.token = token;
    }

    public static void main(String[] args) throws IOException {
        LoaderDoor door = new LoaderDoor(args[0], args[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", door::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream in = exchange.getRequestBody();
        String request = new String((zipped ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
        String operation = request.contains("getUserInfo")
                ? "getUserInfo"
                : request.contains("describeGlobal") ? "describeGlobal" : "describeSObject";
        byte[] body;
        try {
            body = envelope(operation, switch (operation) {
                case "getUserInfo" -> user();
                case "describeGlobal" -> objects();
                default -> object(get("/services/data/v64.0/sobjects/Account/describe"));
            });
        } catch (Exception e) {
            e.printStackTrace();
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/xml; charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] envelope(String operation, XMLizable result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XmlOutputStream xml = new XmlOutputStream(bytes, false);
        xml.startDocument();
        xml.setPrefix("soapenv", "http://schemas.xmlsoap.org/soap/envelope/");
        xml.setPrefix("xsi", "http://www.w3.org/2001/XMLSchema-instance");
        xml.setPrefix("", PARTNER);
        xml.writeStartTag("http://schemas.xmlsoap.org/soap/envelope/", "Envelope");
        xml.writeStartTag("http://schemas.xmlsoap.org/soap/envelope/", "Body");
        xml.writeStartTag(PARTNER, operation + "Response");
        result.write(new QName(PARTNER, "result"), xml, new TypeMapper());
        xml.writeEndTag(PARTNER, operation + "Response");
        xml.writeEndTag("http://schemas.xmlsoap.org/soap/envelope/", "Body");
        xml.writeEndTag("http://schemas.xmlsoap.org/soap/envelope/", "Envelope");
        xml.endDocument();
        xml.flush();
        return bytes.toByteArray();
    }

    private static GetUserInfoResult user() {
        GetUserInfoResult user = new GetUserInfoResult();
        user.setUserId("005000000000001AAA");
        user.setOrganizationId("00D000000000001AAA");
        user.setUserLocale("en_US");
        user.setUserLanguage("en_US");
        user.setUserTimeZone("UTC");
        user.setUserName("loader@example.com");
        user.setUserFullName("Loader");
        user.setUserEmail("loader@example.com");
        user.setUserType("Standard");
        user.setProfileId("00e000000000001AAA");
        user.setOrganizationName("Local");
        user.setUserDefaultCurrencyIsoCode("EUR");
        user.setSessionSecondsValid(7200);
        return user;
    }

    private static DescribeGlobalResult objects() {
        DescribeGlobalSObjectResult account = new DescribeGlobalSObjectResult();
        account.setName("Account");
        account.setLabel("Account");
        account.setLabelPlural("Accounts");
        account.setKeyPrefix("001");
        account.setCreateable(true);
        account.setUpdateable(true);
        account.setQueryable(true);
        account.setRetrieveable(true);
        DescribeGlobalResult global = new DescribeGlobalResult();
        global.setEncoding("UTF-8");
        global.setMaxBatchSize(200);
        global.setSobjects(new DescribeGlobalSObjectResult[] {account});
        return global;
    }

    private static DescribeSObjectResult object(JsonNode described) {
        DescribeSObjectResult account = new DescribeSObjectResult();
        account.setName("Account");
        account.setLabel("Account");
        account.setLabelPlural("Accounts");
        account.setKeyPrefix("001");
        account.setCreateable(true);
        account.setUpdateable(true);
        account.setQueryable(true);
        account.setRetrieveable(true);
        List<Field> fields = new ArrayList<>();
        for (JsonNode one : described.get("fields")) {
            Field field = new Field();
            field.setName(one.get("name").asText());
            field.setLabel(one.path("label").asText());
            field.setLength(one.path("length").asInt());
            field.setByteLength(one.path("byteLength").asInt());
            field.setCreateable(one.path("createable").asBoolean());
            field.setUpdateable(one.path("updateable").asBoolean());
            field.setNillable(one.path("nillable").asBoolean());
            field.setExternalId(one.path("externalId").asBoolean());
            field.setIdLookup(one.path("idLookup").asBoolean());
            field.setUnique(one.path("unique").asBoolean());
            field.setType(FieldType.valueOf(FieldType.valuesToEnums.get(one.path("type").asText())));
            field.setSoapType(SoapType.string);
            fields.add(field);
        }
        account.setFields(fields.toArray(new Field[0]));
        return account;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(client.send(
                        HttpRequest.newBuilder(URI.create(org + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
