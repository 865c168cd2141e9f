package aive.http;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/// The response to a [GuardedRequest]. Nothing in it can be trusted.
public final class GuardedResponse {

    private final ClassicHttpResponse response;

    GuardedResponse(ClassicHttpResponse response) {
        this.response = response;
    }

    public int status() {
        return response.getCode();
    }

    /// The first header of this name, as it arrived (Latin-1).
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /// The body, which can be read only once; empty if there is none.
    public Optional<InputStream> body() throws IOException {
        HttpEntity entity = response.getEntity();
        @Nullable InputStream content = entity == null ? null : entity.getContent();
        return Optional.ofNullable(content);
    }

    /// The declared length of the body in bytes; negative if the server declares none.
    public long contentLength() {
        HttpEntity entity = response.getEntity();
        return entity == null ? -1 : entity.getContentLength();
    }
}
