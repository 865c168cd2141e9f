package aive.lambda;

/// Names of the environment variables that the stack sets for the functions.
///
/// The CDK module repeats these names, because it compiles without this module. A test in the CDK module compares the
/// two lists.
public final class EnvironmentVariables {

    /// This name and the next keep the spelling that the backend's previous service used.
    public static final String STAGE = "ENVIRONMENT";

    public static final String VIDEOS_BUCKET = "S3_BUCKET";
    public static final String WORK_BUCKET = "AIVE_WORK_BUCKET";
    public static final String SOURCE_BUCKETS = "AIVE_SOURCE_BUCKETS";
    public static final String FETCH_CONCURRENCY = "AIVE_FETCH_CONCURRENCY";
    public static final String RENDER_CONCURRENCY = "AIVE_RENDER_CONCURRENCY";
    public static final String FUNCTION_SIZES = "AIVE_FUNCTION_SIZES";
    public static final String FFMPEG = "AIVE_FFMPEG";
    public static final String VIDEO_BASE_URL = "AIVE_VIDEO_BASE_URL";
    public static final String CALLBACK_SECRET = "AIVE_CALLBACK_SECRET";
    public static final String SOURCE_HEADERS_SECRET = "AIVE_SOURCE_HEADERS_SECRET";
    public static final String TOPIC_ARN = "AIVE_TOPIC_ARN";

    private EnvironmentVariables() {}
}
