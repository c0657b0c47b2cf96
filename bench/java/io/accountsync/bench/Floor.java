package io.accountsync.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What the wire allows: the same records, pre-serialised, sent by plain java.net.http; answers are read and thrown away. */
final class Floor {
    private Floor() {}

    /** Milliseconds for sending {@code rows} records in calls of 200 over {@code connections} connections. */
    static long millis(OrgProcess org, int rows, int connections) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String token = org.accessToken(client);
        List<HttpRequest> requests = new ArrayList<>();
        for (int from = 1; from <= rows; from += 200) {
            requests.add(HttpRequest.newBuilder(URI.create(
                            org.baseUrl() + "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method("PATCH", BodyPublishers.ofByteArray(body(from, Math.min(from + 199, rows))))
                    .build());
        }
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long start = System.nanoTime();
        List<Future<?>> answers = new ArrayList<>();
        for (HttpRequest request : requests) {
            answers.add(threads.submit(() -> send(client, request)));
        }
        for (Future<?> answer : answers) {
            await(answer);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        threads.shutdown();
        return millis;
    }

    private static Void send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return null;
    }

    private static void await(Future<?> answer) throws Exception {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw new IOException("a call of the floor failed", e.getCause());
        }
    }

    private static byte[] body(int from, int to) {
        StringBuilder json = new StringBuilder("{\"allOrNone\":false,\"records\":[");
        for (int i = from; i <= to; i++) {
            json.append(i == from ? "" : ",")
                    .append("{\"attributes\":{\"type\":\"Account\"},\"AccountNumber\":\"C-C-")
                    .append(i)
                    .append("\",\"AnnualRevenue\":")
                    .append(i % 90000 * 1000.25)
                    .append(",\"BillingCity\":\"Hamburg\",\"BillingCountry\":\"Germany\",\"BillingStreet\":\"")
                    .append(i % 200)
                    .append(" Market Street\",\"Customer_Id__c\":\"F-")
                    .append(i)
                    .append("\",\"Description\":\"Notes on customer ")
                    .append(i)
                    .append(": ")
                    .append("blah ".repeat(20))
                    .append("\",\"Industry\":\"Technology\",\"Name\":\"Company ")
                    .append(i)
                    .append(" of the long and winding name\",\"Newsletter__c\":true,\"NumberOfEmployees\":")
                    .append(i % 5000)
                    .append(",\"Onboarded_On__c\":\"2016-05-05\",\"Phone\":\"+49 40 ")
                    .append(i)
                    .append(
                            "\",\"Segment__c\":\"Enterprise\",\"Type\":\"Customer - Direct\",\"Website\":\"https://www.company-")
                    .append(i)
                    .append(".example\"}");
        }
        return json.append("]}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
