package io.accountsync.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Salesforce's Data Loader in batch mode, by the API of collections: there it updates by an External ID, with one call in flight, and reads a
 * CSV file. Its records are those that {@link Floor} has made.
 *
 * @param classPath its jar, built as bench/README.md says
 */
record DataLoader(String classPath) {
    private static final String RUNNER = "com.salesforce.dataloader.process.DataLoaderRunner";
    private static final String HEADER =
            "Customer_Id__c,Name,AccountNumber,AnnualRevenue,BillingCity,BillingCountry,BillingStreet,Description,Industry,"
                    + "Newsletter__c,NumberOfEmployees,Onboarded_On__c,Phone,Segment__c,Type,Website";

    /** Updates that many records, with another number of employees each. */
    Measured update(OrgProcess org, int rows, Path directory) throws IOException, InterruptedException {
        Path rowsFile = csv(rows, directory);
        Path mapping = directory.resolve("map.sdl");
        Files.write(
                mapping,
                List.of(HEADER.split(",")).stream()
                        .map(name -> name + "=" + name)
                        .toList());
        String token = org.accessToken(HttpClient.newHttpClient());
        Process door = new ProcessBuilder(
                        "java", "-cp", classPath, "bench/loader/LoaderDoor.java", org.baseUrl(), token)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = door.inputReader(StandardCharsets.UTF_8)) {
            String encrypted = encrypted(token, directory.resolve("key"));
            Map<String, String> settings = new TreeMap<>();
            settings.put("run.mode", "batch");
            settings.put("salesforce.config.dir", directory.toString());
            settings.put("sfdc.endpoint.Production", org.baseUrl());
            settings.put("salesforce.oauth.instanceURL", "http://127.0.0.1:" + lines.readLine());
            settings.put("process.encryptionKeyFile", directory.resolve("key").toString());
            settings.put("sfdc.username", "loader@example.com");
            settings.put("sfdc.password", encrypted);
            settings.put("sfdc.oauth.accesstoken", encrypted);
            settings.put("sfdc.resetUrlOnLogin", "false");
            settings.put("sfdc.timezone", "UTC");
            settings.put("sfdc.entity", "Account");
            settings.put("sfdc.externalIdField", "Customer_Id__c");
            settings.put("sfdc.updateWithExternalId", "true");
            settings.put("sfdc.loadBatchSize", "200");
            settings.put("process.operation", "update");
            settings.put("process.mappingFile", mapping.toString());
            settings.put("process.statusOutputDirectory", directory.toString());
            settings.put("process.enableLastRunOutput", "false");
            settings.put("dataAccess.type", "csvRead");
            settings.put("dataAccess.name", rowsFile.toString());
            List<String> properties = new ArrayList<>();
            settings.forEach((name, value) -> properties.add(name + "=" + value));
            Files.write(directory.resolve("config.properties"), properties);
            List<String> command =
                    new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath, RUNNER));
            command.addAll(properties);
            Measured measured = Measured.run(command, directory);
            if (!measured.output().contains("There were " + rows + " successful updates and 0 errors")) {
                throw new IOException("Data Loader failed: " + measured.output());
            }
            return measured;
        } finally {
            door.destroy();
        }
    }

    /** Data Loader takes secrets only as its own tool encrypts them. */
    private String encrypted(String token, Path key) throws IOException, InterruptedException {
        run("-k", key.toString());
        String said = run("-e", token, key.toString());
        return said.substring(said.lastIndexOf('\n') + 1);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("java", "-cp", classPath, RUNNER, "run.mode=encrypt"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    private static Path csv(int rows, Path directory) throws IOException {
        Path file = directory.resolve("rows.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER + "\n");
            for (int i = 1; i <= rows; i++) {
                out.write("F-" + i + ",Company " + i + " of the long and winding name,C-C-" + i + ","
                        + i % 90000 * 1000.25
                        + ",Hamburg,Germany," + i % 200 + " Market Street,Notes on customer " + i + ": "
                        + "blah ".repeat(20)
                        + ",Technology,true," + (i % 5000 + 1) + ",2016-05-05,+49 40 " + i
                        + ",Enterprise,Customer - Direct,https://www.company-" + i + ".example\n");
            }
        }
        return file;
    }
}
