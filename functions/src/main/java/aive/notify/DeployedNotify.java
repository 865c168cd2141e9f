package aive.notify;

import aive.error.MediaUnavailable;
import aive.error.StorageUnavailable;
import aive.execution.Executions;
import aive.fetch.HttpsSender;
import aive.fetch.Sender;
import aive.input.InputGlance;
import aive.input.SourcePolicy;
import aive.lambda.LambdaSettings;
import aive.lambda.LambdaSystem;
import aive.lambda.Once;
import aive.project.Source;
import aive.store.S3Notes;
import aive.store.SharedNotes;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Puts the notification together as it is deployed. Clients are made when they are first needed: progress needs neither SNS nor Step Functions.
final class DeployedNotify {

    private DeployedNotify() {}

    static Notify of(LambdaSystem system) {
        LambdaSettings settings = system.settings();
        InstantSource clock = InstantSource.system();
        Supplier<S3Client> s3 = Once.of(() -> S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build());
        Supplier<SnsClient> sns = Once.of(() -> SnsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build());
        Supplier<SecretsManagerClient> secrets =
                Once.of(() -> SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build());
        SharedNotes notes = new S3Notes(s3.get(), settings.workBucket());
        Sender sender = new HttpsSender(HttpsSender.LIMITS);
        SigningSecret secret = new SigningSecret(secrets, settings.callbackSecret(), clock);
        SourcePolicy policy = new SourcePolicy.Deployed(settings.sourceBuckets());
        return new Notify(
                system.store(),
                Once.of(Executions::open),
                input -> InputGlance.at(input, policy, (source, maxBytes) -> read(s3.get(), source, maxBytes)),
                new CallbackTeller(new Conversations(notes), sender, secret, clock),
                new Topic(sns, settings.topicArn(), notes),
                settings.stage());
    }

    /// A project that was too large to be sent. That it is not there, or may not be read, is told of its execution, which needs it as well.
    private static byte[] read(S3Client s3, Source source, long maxBytes) {
        String bucket = source.url().getAuthority();
        String key = source.url().getPath().substring(1);
        try (InputStream object = s3.getObject(request -> request.bucket(bucket).key(key))) {
            return object.readNBytes((int) Math.min(Integer.MAX_VALUE, maxBytes + 1));
        } catch (software.amazon.awssdk.services.s3.model.S3Exception e) {
            if (e.statusCode() == 403 || e.statusCode() == 404) {
                throw new MediaUnavailable("/project_uri", "%s cannot be read: %s".formatted(source, e.getMessage()), e);
            }
            throw new StorageUnavailable("/project_uri", "%s cannot be read now: %s".formatted(source, e.getMessage()), e);
        } catch (SdkException | IOException e) {
            throw new StorageUnavailable("/project_uri", "%s cannot be read now: %s".formatted(source, e.getMessage()), e);
        }
    }
}
