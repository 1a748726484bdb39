-- A photo is asked for under the case that it belongs to, and a client's own requests are looked up by case: both go by the primary key.
drop index channels.client_request_photo;

drop index channels.client_request_of;
