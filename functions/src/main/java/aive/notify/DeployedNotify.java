package aive.notify;

import aive.execution.Executions;
import aive.fetch.HttpsSender;
import aive.lambda.LambdaSettings;
import aive.lambda.LambdaSystem;
import aive.lambda.Once;
import aive.store.SharedNotes;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Puts the notification together as it is deployed. Clients are made when they are first needed: progress needs neither SNS nor Step Functions.
final class DeployedNotify {

    private DeployedNotify() {}

    static Notify of(LambdaSystem system) {
        LambdaSettings settings = system.settings();
        InstantSource clock = InstantSource.system();
        Supplier<SnsClient> sns = Once.of(() -> SnsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build());
        Supplier<SecretsManagerClient> secrets =
                Once.of(() -> SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build());
        SharedNotes notes = system.notes();
        SigningSecret secret = new SigningSecret(secrets, settings.callbackSecret(), clock);
        return new Notify(
                system.store(),
                Once.of(Executions::open),
                system::glance,
                new CallbackTeller(new Conversations(notes), new HttpsSender(HttpsSender.LIMITS), secret, clock),
                new Topic(sns, settings.topicArn(), notes),
                settings.stage());
    }
}
