package io.accountsync.mapping;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One row of twelve fields, as the sample's: mapped, converted, written as JSON, fingerprinted. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class MappingBenchmark {
    private final RowMapper mapper = TestMapping.accounts()
            .org(describe -> describe.text("Phone", 40)
                    .text("Website", 255)
                    .text("BillingStreet", 255)
                    .text("BillingCity", 40)
                    .text("BillingCountry", 80)
                    .text("Description", 32000)
                    .text("Type", 255)
                    .field("NumberOfEmployees", "int")
                    .field("AnnualRevenue", "currency", field -> {
                        field.setPrecision(18);
                        field.setScale(2);
                    })
                    .field("Onboarded_On__c", "date")
                    .field("Newsletter__c", "boolean"))
            .map("Name", "${body[name]}")
            .map("Phone", "${body[phone]}")
            .map("Website", "${body[website]}")
            .map("BillingStreet", "${body[street]}")
            .map("BillingCity", "${body[city]}")
            .map("BillingCountry", "${body[country]}")
            .map("Description", "${body[notes]}")
            .map("Type", "Customer - Direct")
            .map("NumberOfEmployees", "${body[employees]}")
            .map("AnnualRevenue", "${body[revenue]}")
            .map("Onboarded_On__c", "${body[since]}")
            .map("Newsletter__c", "${body[newsletter]}")
            .bind();

    private final Map<String, Object> row = TestMapping.row(
            "name", "Company 4711 of the long and winding name",
            "phone", "+49 40 4711",
            "website", "https://www.company-4711.example",
            "street", "111 Market Street",
            "city", "Łódź",
            "country", "Poland",
            "notes", "Notes on customer 4711: " + "blah ".repeat(20),
            "employees", 4711,
            "revenue", new BigDecimal("4712177.75"),
            "since", Date.valueOf("2019-03-04"),
            "newsletter", true);

    @Benchmark
    public MappedRecord row() throws InvalidRowException {
        return mapper.map(row);
    }
}
