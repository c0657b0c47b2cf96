package io.accountsync;

public final class AccountSync {
    private AccountSync() {}

    public static void main(String[] args) {
        System.out.println("account-sync");
    }
}
