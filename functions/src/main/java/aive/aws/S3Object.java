package aive.aws;

/// Where an object lies, or would.
public record S3Object(String bucket, String key) {

    /// `s3://bucket/key`, for people and programs.
    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
