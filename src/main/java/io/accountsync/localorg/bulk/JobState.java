package io.accountsync.localorg.bulk;

/** Where a job stands; its API name is as Salesforce writes it. */
enum JobState {
    OPEN("Open"),
    UPLOAD_COMPLETE("UploadComplete"),
    IN_PROGRESS("InProgress"),
    JOB_COMPLETE("JobComplete"),
    FAILED("Failed"),
    ABORTED("Aborted");

    private final String apiName;

    JobState(String apiName) {
        this.apiName = apiName;
    }

    String apiName() {
        return apiName;
    }

    /** Whether nothing will happen to the job any more. */
    boolean terminal() {
        return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
    }
}
