package aive.ffmpeg;

/// How large the pictures of tests are: small, so that all tests together take minutes, or with `mvn -Pfull verify` as people render them.
public final class TestSize {

    private static final boolean FULL = Boolean.getBoolean("aive.full");

    private TestSize() {}

    public static int width(int small) {
        return of(small, 1920);
    }

    public static int height(int small) {
        return of(small, 1080);
    }

    public static int of(int small, int full) {
        return FULL ? full : small;
    }
}
