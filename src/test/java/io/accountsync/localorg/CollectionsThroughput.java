package io.accountsync.localorg;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How fast collections upserts are answered, client and org in one process. Arguments: rows, calls in flight, rounds. Not a
 * test: run it by hand.
 */
final class CollectionsThroughput {

    private static final int BATCH = 200;
    private static final String PATH = "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c";

    private CollectionsThroughput() {}

    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int inFlight = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        List<byte[]> bodies = IntStream.range(0, rows / BATCH)
                .mapToObj(CollectionsThroughput::body)
                .toList();
        try (LocalOrg org = LocalOrg.start(
                LocalOrgOptions.builder().dailyApiLimit(1_000_000).build())) {
            System.out.printf("%d rows, %d bytes a call, %d in flight%n", rows, bodies.get(0).length, inFlight);
            for (int round = 1; round <= rounds; round++) {
                long start = System.nanoTime();
                Duration cpu = cpuTime();
                send(org, bodies, inFlight);
                double seconds = (System.nanoTime() - start) / 1e9;
                double busy = cpuTime().minus(cpu).toMillis() / 1e3;
                System.out.printf("round %d: %.2f s, %.0f rows/s, %.2f CPU s%n", round, seconds, rows / seconds, busy);
            }
        }
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void send(LocalOrg org, List<byte[]> bodies, int inFlight)
            throws InterruptedException, ExecutionException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String token = new OrgClient(org).session();
        ExecutorService threads = Executors.newFixedThreadPool(inFlight);
        List<Future<Integer>> calls = bodies.stream()
                .map(body -> threads.submit(() -> call(http, org, token, body)))
                .toList();
        for (Future<Integer> call : calls) {
            if (call.get() != 200) {
                throw new IllegalStateException("answered " + call.get());
            }
        }
        threads.shutdown();
    }

    private static int call(HttpClient http, LocalOrg org, String token, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(org.baseUrl() + PATH))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        return new String(response.body(), StandardCharsets.UTF_8).contains("\"success\":false")
                ? -1
                : response.statusCode();
    }

    private static byte[] body(int call) {
        return IntStream.range(call * BATCH, (call + 1) * BATCH)
                .mapToObj(CollectionsThroughput::record)
                .collect(Collectors.joining(",", "{\"allOrNone\":false,\"records\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String record(int n) {
        return """
                {"attributes":{"type":"Account"},"Customer_Id__c":"K-%d","Name":"Company number %d",\
                "BillingStreet":"Some street %d","BillingCity":"Hamburg","BillingPostalCode":"%05d",\
                "BillingCountry":"Germany","Industry":"Technology","Phone":"+49 40 %d",\
                "Website":"https://www.example.com/%d","NumberOfEmployees":%d,"AnnualRevenue":%d.5,\
                "Onboarded_On__c":"2024-02-%02d","Last_Order_At__c":"2024-02-10T10:00:00.000Z",\
                "Newsletter__c":true,"Segment__c":"Enterprise"}"""
                .formatted(n, n, n, n % 100_000, n, n, n % 5000, n, 1 + n % 28);
    }
}
