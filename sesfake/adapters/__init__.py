"""What touches botocore: it carries requests to `app.handle` and answers back."""
