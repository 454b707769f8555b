"""What was sent, sealed, and what is to be mailed because of it: two rows in one transaction."""

from django.db import models


class Submission(models.Model):
    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    created = models.FloatField()
    due = models.CharField(max_length=10, null=True)
    status = models.CharField(max_length=20)
    ssn_bidx = models.BinaryField(null=True, db_index=True, max_length=32)
    payload = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["status", "due"])]


class Outbox(models.Model):
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    run_at = models.FloatField()
    attempts = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "run_at"])]
