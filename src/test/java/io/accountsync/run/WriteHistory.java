package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;

/** Which values each account of an org has had, one after the other; NumberOfEmployees grows with each change of a row. */
public final class WriteHistory {
    private final LocalOrg org;
    private final Map<String, List<Integer>> versions = new TreeMap<>();

    private WriteHistory(LocalOrg org) {
        this.org = org;
    }

    /** Of all that is written from now on. */
    public static WriteHistory of(LocalOrg org) {
        WriteHistory history = new WriteHistory(org);
        org.watch("Account", history::add);
        return history;
    }

    private synchronized void add(Map<String, Object> account) {
        Number version = (Number) account.get("NumberOfEmployees");
        versions.computeIfAbsent((String) account.get("Customer_Id__c"), key -> new ArrayList<>())
                .add(version == null ? -1 : version.intValue());
    }

    /** How many writes there were. */
    public synchronized long writes() {
        return versions.values().stream().mapToLong(List::size).sum();
    }

    /** The org has these and no other accounts with a key, each once; no older value was ever written over a newer one. */
    public synchronized void requireNewest(Map<String, Integer> newest) {
        List<Map<String, Object>> accounts = org.records("Account").stream()
                .filter(account -> account.get("Customer_Id__c") != null)
                .toList();
        assertThat(accounts.stream()
                        .map(account -> account.get("Customer_Id__c"))
                        .toList())
                .as("every key once")
                .doesNotHaveDuplicates();
        Map<String, Integer> have = new TreeMap<>();
        accounts.forEach(account -> have.put(
                (String) account.get("Customer_Id__c"), ((Number) account.get("NumberOfEmployees")).intValue()));
        assertThat(have).isEqualTo(new TreeMap<>(newest));
        SoftAssertions all = new SoftAssertions();
        versions.forEach((key, written) -> all.assertThat(written)
                .as("no older value over a newer one, of key " + key)
                .isSorted());
        all.assertAll();
    }
}
