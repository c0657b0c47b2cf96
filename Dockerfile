# The image that "mvn -Pimage package" makes without Docker, for those who build with it: the same files in the same places.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
# Libraries change seldom: with pom.xml alone they are a layer of the build, too.
COPY pom.xml ./
RUN mvn -B -ntp dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/image/libs
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
LABEL org.opencontainers.image.title="account-sync" \
      org.opencontainers.image.description="Apache Camel routes that keep Salesforce Accounts in step with rows of a database or file" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# What changes least comes first.
COPY --from=build /image/libs /app/libs
COPY src/main/jib /
RUN chmod 777 /var/lib/account-sync
COPY --from=build /src/target/account-sync-0.1.0.jar /app/classpath/account-sync-0.1.0.jar
WORKDIR /app
ENV STATE_DIRECTORY=/var/lib/account-sync
EXPOSE 9876
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
ENTRYPOINT ["java", "@/app/account-sync"]
